package main

// The blog page of January 2013: the post and what was said below it.

const (
	blogTitle = "What will matter to health communicators in 2013?"
	blogDate  = "January 3, 2013"
)

var blogPost = []string{
	"Another year of Wednesday evenings is behind us, and before the first chat of the new one I would like to ask everybody the same question: what will matter to health communicators in 2013?",
	"Last year we talked a great deal about trust, about small teams, about saying things plainly, and about how odd it is that some of us still join in from a phone under the desk. I do not expect any of that to go away.",
	"My own guess is that we shall share more and write less from scratch, that more doctors and nurses will speak for themselves, and that our boards will at last ask what difference we make rather than how many cuttings we filed.",
	"Leave your prediction below. We will come back to them in December and see who was right.",
}

type blogComment struct {
	name  string   // a display name from the WhatsApp group, or of somebody who only ever comments here
	when  string   // "2013-01-03 21:14" London time
	paras []string // paragraphs
}

var blogComments = []blogComment{
	{"Oyinkan Adebayo-Smith", "2013-01-03 19:42", []string{"Sharing. If three counties are running the same thing in the same month we should not need three sets of posters. I think a decent campaign toolkit that we can alter for our own town will be the thing we ask for all year."}},
	{"Gethin Maddocks", "2013-01-03 20:10", []string{"Patient feedback, and who answers it. At the moment it lands in four inboxes and none of them belongs to the people on the ward."}},
	{"Clodagh Mac Giolla", "2013-01-03 20:35", []string{"I agree with Gethin. I would add that we only hear from people who are very cross or very happy, and the rest matter too."}},
	{"Farah Siddiqui-Lowe", "2013-01-03 21:14", []string{"Individual clinicians. Ours were shy a year ago and now I cannot keep up with them, in a good way.", "The job will be to help them without getting in the way."}},
	{"Tobias Rennard", "2013-01-03 22:01", []string{"Money. Nobody has any, so whatever we do has to be cheap and has to work the first time."}},
	{"Oyinkan Adebayo-Smith", "2013-01-04 08:20", []string{"Tobias, that is rather my point about sharing. Cheap and works the first time because somebody else made the mistakes."}},
	{"Mairead Lockhart", "2013-01-04 09:12", []string{"I predict we will still be arguing with the IT department in December. I have a folder of screenshots."}},
	{"Seb Holloway-Crane", "2013-01-04 09:40", []string{"Fewer press releases, more pictures. I have said so every January and one year I am bound to be right."}},
	{"Nasreen Chaudhry-Bell", "2013-01-04 10:05", []string{"Is a comment on a page like this one a consultation response? I ask because our lawyers do not know either, and we have a big public consultation coming in the spring."}},
	{"Dilwyn Prosser", "2013-01-04 11:30", []string{"Nasreen, we decided to log them all and count them apart. It took a long meeting and two packets of biscuits."}},
	{"Patience Owusu-Hart", "2013-01-04 12:15", []string{"First comment here after a year of reading. I am starting in a community service next week and would like to know what I should learn first!"}},
	{"Gethin Maddocks", "2013-01-04 12:48", []string{"Welcome Patience. Learn the names of the people on switchboard. The rest follows."}},
	{"Clodagh Mac Giolla", "2013-01-04 13:02", []string{"And come along on Wednesday evenings, of course."}},
	{"Wren Astbury", "2013-01-04 16:44", []string{"A visitor from the housing world here. Everything you write could be about us. Evaluation is what I would bet on: funders have begun to ask.", "Please keep writing these up for those who cannot make the hour."}},
	{"Farah Siddiqui-Lowe", "2013-01-04 19:20", []string{"Wren, evaluation was our worst attended evening of last year, which tells you something."}},
	{"Lorcan Tierney-Webb", "2013-01-05 10:10", []string{"I should like us to talk about patient confidentiality without frightening everybody out of the room. Most staff want to do the right thing and need two or three plain examples."}},
	{"Hanneke Fairweather", "2013-01-05 11:26", []string{"Language. I do not mean translation, I mean English. Half of our letters cannot be understood by the people who send them."}},
	{"Tobias Rennard", "2013-01-05 14:03", []string{"Hear, hear. I read one aloud to my father and he asked whether I was ill."}},
	{"Ravinder Thackeray-Gill", "2013-01-06 09:55", []string{"A calmer year, I hope. We should do three things well: listen, answer, and say thank you. The tools come after that."}},
	{"Mairead Lockhart", "2013-01-06 17:31", []string{"Our flu campaign taught me that the people who persuade are not the people with the budgets. It was a healthcare assistant with a tin of shortbread."}},
	{"Ignatius Pell", "2013-01-07 08:47", []string{"I sit on a patient panel and found this by chance. What will matter is whether you tell us what you did with what we told you. It is quite simple from this side."}},
	{"Oyinkan Adebayo-Smith", "2013-01-07 12:09", []string{"Ignatius, that may be the best line on this page. May we read it out on Wednesday?"}},
	{"Ignatius Pell", "2013-01-07 18:22", []string{"By all means. You could also invite me."}},
	{"Zofia Wrona-Marsh", "2013-01-08 09:15", []string{"New to the group this month. I would like the staff newsletter to be shorter and the hospital website to be smaller, and I would like somebody to want the same."}},
	{"Nasreen Chaudhry-Bell", "2013-01-09 18:40", []string{"See you all at eight. I have written down everybody's prediction and put it in an envelope for December."}},
}
