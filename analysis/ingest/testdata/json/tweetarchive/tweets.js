window.YTD.tweets.part0 = [
  {
    "tweet": {
      "id": "1580000000000000001",
      "id_str": "1580000000000000001",
      "created_at": "Wed Oct 19 20:07:25 +0000 2022",
      "full_text": "Hello &amp; welcome #WeNurses"
    }
  },
  {
    "tweet": {
      "id": "1580000000000000002",
      "id_str": "1580000000000000002",
      "created_at": "Wed Oct 19 20:07:25 +0000 2022",
      "full_text": "@ann yes",
      "in_reply_to_status_id_str": "1580000000000000001"
    }
  },
  {
    "tweet": {
      "id": "1580000000000000003",
      "id_str": "1580000000000000003",
      "created_at": "Wed Oct 19 20:07:25 +0000 2022",
      "full_text": "RT @ben: words"
    }
  }
]