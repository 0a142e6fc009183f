window.YTD.tweets.part1 = [ {"tweet": {"id_str": "1", "full_text": "kept", "created_at": "Wed Oct 19 20:07:25 +0000 2022"}},
{"tweet": {"id_str": "2", "full