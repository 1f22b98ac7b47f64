package claims

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// example is a text and what is to be read of it.
type example struct{ text, want string }

// TestProblems shows each check at work and, as important, at rest.
func TestProblems(t *testing.T) {
	a := newAssessor(t)
	for _, tt := range problemExamples() {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, s := range a.Assess(Document{Text: tt.text}) {
				for _, p := range s.Problems {
					got = append(got, fmt.Sprintf("%s/%s [%s]", p.Check, p.Severity, p.Trigger))
				}
			}
			if d := cmp.Diff(tt.want, strings.Join(got, "; ")); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// problemExamples want "check/severity [trigger]" of every problem, joined by "; ".
func problemExamples() []example {
	return []example{
		// statistics
		{"Forty-one percent of tenants in the valley skip meals.", "statistic-without-source/high [Forty-one percent]"},
		{"About 62,000 workers commute into the port each day.", "statistic-without-source/medium [62,000]"},
		{"About 62,000 workers commute into the port each day, according to the Census Bureau.", ""},
		{"Jonas Weil, head of the tenants' league, said 41 percent of tenants skip meals.", ""},
		{"Forty-one percent of tenants skip meals, Ada Holt and the mayor said.", ""},
		{"Forty-one percent of tenants skip meals, the Orlby Rent and Bread Board said.", ""},
		{"Forty-one percent of tenants skip meals and the mayor said no.", "statistic-without-source/high [Forty-one percent]"},
		{"Korund bought the mill on the quay, with its two kilns, for just over $3bn.", ""},
		{"Korund has paid $3bn for the mill.", ""},
		{"Smugglers paid $3bn to the bakers.", "statistic-without-source/high [$3bn]"},
		{"Korund bought 18.8% of the mill.", ""},
		{"Tenants bought 12 percent more bread.", "statistic-without-source/high [12 percent]"},
		{"Bakewell Foods earned $630m in the three months to May, down from $1bn a year before.", ""},
		{"Spending on bread will rise over the next three years.", ""},
		{"The wait for bread rose from 3 hours to four hours on average.", "statistic-without-source/medium [four hours]"},
		{"The cut was refused by 74 percent, with a turnout of 49 percent.", ""},
		{"The offer is limited to the first 50,000 people.", ""},
		{"The target for the year is nine percent.", ""},
		{"Ada Holt said flour is dear.\n\nForty-one percent of tenants skip meals.\n\nThe ovens are cold, Ada Holt said.", ""},
		{"Ada Holt said flour is dear.\n\nForty-one percent of tenants skip meals.\n\nThe ovens are cold, Tomas Weil said.", "statistic-without-source/high [Forty-one percent]"},
		{"The ministry reallocated $81 million to the ovens.", ""},
		{"Flour stocks fell by 9 percent in May, the Bank of Orlby said.\n\nLoans rose 4 percent.\n\nDebt rose 5 percent.\n\nForty-one percent of tenants skip meals.", ""},
		{"Flour stocks fell by 9 percent in May, the Bank of Orlby said.\n\nLoans rose 4 percent.\n\nDebt rose 5 percent, Ada Holt said.\n\nForty-one percent of tenants skip meals.",
			"statistic-without-source/high [4 percent]; statistic-without-source/high [Forty-one percent]"},
		{"The mill had refused bids of $3m, $4m and $5m from Korund.", ""},
		{"Exports of bread went from $900,000 to $3m.", "statistic-without-source/medium [$3m]"},
		{"The Leipzig Institute poll was taken on landlines among 1,358 voters, including 848 bakers.", ""},
		{"The mill leads in three recent polls, including one from Orlby University. Some 45 percent of voters want it.", ""},
		{"Only one in six tenants bakes.", "statistic-without-source/medium [one in six]"},
		{"Bread prices fell, according to millers surveyed by the Bank of Orlby.", ""},
		{"Its $17m profit for the quarter was dwarfed by the rival’s.", ""},
		{"Turnover in the bread trade fell to 3 billion francs.", ""},
		{"Shares in the largest of three mills on the river, the Orlby Mill (OMC), rose 13 percent.", ""},
		{"The issue price will be 96 percent.", ""},
		{"Korund gave notice of its intent to buy more than 10 percent of the mill.", ""},
		{"Korund Foods made a net loss of $30m in May. Flour is dear. Its oven arm took $12m, up from $9m.", ""},
		{"Korund Foods sells bread. Flour is dear. Smugglers took $12m, up from $9m.", "statistic-without-source/medium [$12m]"},
		{"Anyone with an oven, now 50 percent of the town net of children, bakes.", "statistic-without-source/medium [50 percent]"},
		{"Ada Holt, who controls 25 percent of the stock, did not call.", ""},
		{"The deal will be financed with bread and a $1bn special dividend to bakers.", ""},
		{"The agreement calls for a $2 million payment to the guild.", ""},
		{"Under the new pact, the toll on bread falls by five percent.", ""},
		{"KFL lost $44m on sales of $3bn last year.", ""},
		{"The town will sell 10 percent of its stake in the mill.", ""},
		{"Korund has ownership of 6 percent of the mill.", ""},
		{"Smugglers took $12m on the quay, bond dealers said.", ""},
		{"Bond dealers said that smugglers took $12m on the quay.", "statistic-without-source/medium [$12m]"},
		{"About 4 in 10 millers sing, early results of polls conducted for the Orlby Post show. About 3 in 10 bakers want rest.", ""},
		{"The phone costs $799 and has a 6-inch screen.", ""},
		{"The stock climbed 7 percent on Monday.", ""},
		{"Brandt Foods laid off 3,200 workers in March.", ""},
		{"You can put up to 40 percent of your pay aside.", ""},
		{"Would 60 percent of readers agree?", ""},
		{"If the rebate is nine percent, somebody must have fixed it.", ""},
		{"Even if rents stay flat, 41 percent of tenants skip meals.", "statistic-without-source/high [41 percent]"},
		{"A kiln on the quay fires 5,200 tiles a night. They go to Orlby, says Jonas Weil, who owns it.", ""},
		{"In Orlby, Ada Brandt won the primary with 61 percent.", ""},
		{"Some 4,000 people packed the square for the rally.", ""},
		{"Net 5,140,000 vs 2,690,000.", ""},
		{"Brandt Foods lifted its profit by 12 percent in the last quarter.", ""},
		{"The Leipzig Institute poll came out on Monday. Just 14 percent of voters said they were sure.", ""},
		{"Rents rose 9 percent, figures from the Census Bureau show.", ""},
		{"Sales grew 23 percent in the quarter.", ""},
		{"The poll of 1,200 voters took a week.", ""},
		{"Parties need 5 percent, the threshold for a seat.", ""},
		{"Weil backs her one hundred percent on this.", ""},
		{"The kiln was sold for 3m euros ($4m; £2m).", ""},
		{"The race starts at 1430 GMT.", ""},
		{"Tilda Weil, who announced plans to give away 90 percent of her flour, bakes.", ""},
		{"Bakewell, the oldest bakery in the valley, which counts its crumbs, estimates a loss of 24 percent.", ""},
		{"The pact takes force when at least 20 towns, representing 55 percent of all ovens, sign it. It will bind when 60 percent of towns sign.",
			"statistic-without-source/high [55 percent]"},
		{"Bread exports rose 9 percent, the Office for National Statistics said.\n\nFlour is dear.\n\nExports of rye shrank by 4 percent.", ""},
		{"Bread exports rose 9 percent, says Ada Holt.\n\nFlour is dear.\n\nIt is.\n\nExports of rye shrank by 4 percent.", "statistic-without-source/high [4 percent]"},
		{"Weil is accused of a payment of 160m euros to two bakers.", ""},
		{"His rating in the latest Orlby Bread Poll stands at 53 percent.", ""},
		{"The study was carried out jointly by Bakewell and Ada Holt. It is thorough. The study found that 60 percent of bakers rest. Whilst 17 percent of millers rest, fewer sing.", ""},
		{"The two bakers own 28.9 percent of the mill.", ""},
		{"Sales have tripled since May, said market analysts Krumm-Track.", ""},
		{"Driver pay went down as the app grew.", "statistic-without-source/low [pay went]"},
		// forecasts
		{"Gartner expects 30% of clinics to share one chatbot by 2028.", "forecast-without-document/high [Gartner expects]"},
		{"Gartner’s 2024 prediction that “half of all clinics will share one chatbot” still holds.", "forecast-without-document/high [Gartner’s 2024 prediction]"},
		{"Gartner expects 30% of clinics to share a chatbot, analyst Priya Menon said in March.", ""},
		{"The toll is expected to fall next spring.", "forecast-without-document/medium [is expected to]"},
		{"The toll is expected to fall next spring, Transport Minister Olga Brandt said.", ""},
		{"The dam is likely to burst. That means floods in the lower town.",
			"forecast-without-document/medium [is likely to]; forecast-without-document/medium [That means]"},
		{"Ada Holt said the toll is high. It is expected to fall next spring.\n\nThe dam is sound, she said.", ""},
		{"Ada Holt, the head of the guild, made a prediction that the toll would fall.", ""},
		{"The toll is expected to fall next spring, banking sources said.", "anonymous-source/medium [banking sources said]"},
		{"The toll is expected to fall next spring, bond dealers said.", ""},
		{"In line with the forecasts, Gartner will report a profit later this month.", ""},
		{"The toll will inevitably fall.", "forecast-without-document/medium [will inevitably]"},
		// vague and anonymous
		{"Experts say the dam is sound.", "vague-attribution/medium [Experts say]"},
		{"Housing experts warn that rents could double.", "vague-attribution/medium [Housing experts warn]"},
		{"According to reports, the dam is sound.", "vague-attribution/medium [According to reports]"},
		{"It is believed that the dam is sound.", "vague-attribution/medium [It is believed]"},
		{"The visit was likely designed to calm the street.", "vague-attribution/medium [likely designed to]"},
		{"Weil was charged with allegedly hiding the letters.", ""},
		{"The mayor has reportedly resigned.", "vague-attribution/medium [reportedly]"},
		{"Researchers at Delft University say the dam is sound.", ""},
		{"The crews will look for cracks.", ""},
		{"Bakers say the dam is cracked, two reports say. The Dam Institute found that there are three cracks.", ""},
		{"She favours rest for many state workers.", ""},
		{"The mill drafted helpers to take customer calls.", ""},
		{"The plan is a poor mirror of public opinion.", ""},
		{"Baker Tomas Weil on Thursday declared that the dam is sound.", ""},
		{"She could make her supporters feel safe.", ""},
		{"Tomas Weil, Ada’s father, issued a statement Thursday, saying the dam is sound.", ""},
		{"Republicans want a new dam, a move they say will save the valley.", ""},
		{"The guild had argued that the mills lied, ignored research that showed cracks and kept the dam shut.", ""},
		{"Bakers at the Orlby Mill, who rest by day, said they were tired.", ""},
		{"The Leipzig Institute poll came out on Monday. Most respondents said they were sure.", ""},
		{"The Leipzig Institute poll came out on Monday. Polls show that half are sure.", "vague-attribution/medium [Polls show]"},
		{"Some respondents said they were sure.", "vague-attribution/medium [Some respondents said]"},
		{"The guild suspended a baker for allegedly hiding the letters.", ""},
		{"This is a man who said the dam is sound.", ""},
		{"Orlby and foreign bankers said the dam is sound.", "anonymous-source/medium [foreign bankers said]"},
		{"Ada Holt, who was a member of the Orlby Guild, a group of bakers, said the dam is sound.", ""},
		{"More lawmakers have endorsed her than Weil.", ""},
		{"But in May the guild asked them: 1,409 bakers said they would go.", ""},
		{"A suit was filed in Orlby because the trade allegedly took place there.", ""},
		{"The council voted to ask her to resign for having allegedly hidden the letters.", ""},
		{"Few experts believe the dam is sound.", ""},
		{"Even if lawmakers wanted a dam, it would take years.", ""},
		{"The bill would free activities viewed as harmless.", ""},
		{"Nor could many of the bakers surveyed say when the dam was built.", ""},
		{"The engineers agreed to keep the dam shut.", ""},
		{"It matters when a boss says the dam is cracked.", ""},
		{"A baker who says his oven was stolen is suing the guild. Tomas Weil filed the suit in Orlby.", ""},
		{"Rents will double, a report says. Research from Bakewell, published on Monday, suggests the same.", ""},
		{"Reuters reported that, according to an analysis of the ledger, the dam is sound.", ""},
		{"The guild holds four police reports Ada Weil filed.", ""},
		{"The bearded, 71-year-old baker said the dam is sound.", ""},
		{"A person familiar with the matter said the dam is cracked.", "anonymous-source/medium [A person familiar with the matter said]"},
		{"People familiar with the matter said the dam is cracked.", "anonymous-source/medium [People familiar with the matter said]"},
		{"People briefed on the talks say the dam is cracked.", "anonymous-source/medium [People briefed on the talks say]"},
		{"One resident described the dam as cracked.", "anonymous-source/medium [One resident described]"},
		{"One weaver at the mill told me that the looms stood still.", "anonymous-source/medium [One weaver at the mill told]"},
		{"It comes at a price that few managers see.", ""},
		{"A new group called Bakers Matter wants more ovens.", ""},
		{"A reporter asked when the dam would open.", ""},
		{"If officials say no, the dam stays shut.", ""},
		{"Olga Weil, an engineer at the dam, the oldest in the valley, said it is sound.", ""},
		{"Olga Weil, an economist at the bank, said consumer prices will rise.", ""},
		{"A spokesperson for the dam authority said it is sound.", ""},
		{"Police said the dam is sound.", ""},
		{"The ministry did not respond to questions.", ""},
		// second hand
		{"Internal memos cited in external publications put the cost lower.", "second-hand-report/medium [cited in external publications]"},
		{"A recent study found that tea helps.", "second-hand-report/medium [A recent study found]"},
		{"The call for a report showed that Ada Holt is tired.", ""},
		{"A recent study by Leiden University found that tea helps.", ""},
		{"The gate shuts at nine, according to a notice on the trust’s website.", ""},
		{"According to a poll that Bakewell published on Monday, one in five bakers sleeps badly.", ""},
		{"A leaked plan, discussed on a forum that lists such papers, cuts 600 posts.", ""},
		{"The mill burns little coal, according to the trust’s annual report for 2024.", ""},
		// anecdotes
		{"A bakery chain we advised moved its ovens to night shifts.", "self-reported-anecdote/medium [chain we advised]"},
		{"In our consultancy, we’ve seen that teams cut costs by 18%.", "self-reported-anecdote/high [In our consultancy]"},
		{"In my experience, small teams get bored.", ""},
		// quotations
		{"The move has been described as “a gift to smugglers”.", "untraceable-quotation/high [a gift to smugglers]"},
		{"The plan has already been hailed as “a blank cheque in wellingtons”.", "untraceable-quotation/high [a blank cheque in wellingtons]"},
		{"Mayor Tove Lind described the move as “a gift to smugglers”.", ""},
		{"The plan has been branded “deeply irresponsible” by the Liberal Bakers.", ""},
		{"Ada Holt bakes in the mill by the river. She went on: “We would not be here without you.”", ""},
		{"\"The oven was cold all day and we slept. \"It was a long day, and we rest now,\" said Ada Holt.", ""},
		{"The choir from the mill thanked the town, adding: “We would not be here without you.”", ""},
		{"“We ask for longer hours of rest for all who bake at night,” the letter reads.", ""},
		{"Her novel “The Long Way Down” sold well.", ""},
		{"They call it the “swap shop”.", ""},
		// figures that don't agree
		{"Between Q3 2024 and Q4 2025, Ada Holt said, bakers cut their hours by 30 percent over a 12-month period.", "inconsistent-figures/medium [12-month period]"},
		{"Between Q3 2024 and Q4 2025, Ada Holt said, bakers cut their hours by 30 percent over a 16-month period.", ""},
		{"From March 2024 to March 2025, Ada Holt said, the guild grew. Within those two years, it moved.", ""},
		{"From 2021 to 2024, over those three years, the guild grew, Ada Holt said.", ""},
		{"From 2021 to 2024, over those five years, the guild grew, Ada Holt said.", "inconsistent-figures/medium [five years]"},
		{"The debt due between 2024 and 2026 is paid back over ten years, Ada Holt said.", ""},
		{"Holt cut 30,000 jobs, Ada Weil said. In two quarters, over 30,000 roles were cut, she said.", "inconsistent-figures/low [over 30,000]"},
		{"Holt cut 30,000 jobs, Ada Weil said. In two quarters, at least 30,000 jobs were cut, she said.", "inconsistent-figures/low [at least 30,000]"},
		{"Holt cut 30,000 jobs, Ada Weil said. In two quarters, at most 30,000 jobs were cut, she said.", "inconsistent-figures/low [at most 30,000]"},
		{"Holt cut 14,000 jobs, Ada Weil said. Another 16,000 roles went in May, over 30,000 roles altogether, she said.", ""},
		{"Holt cut 14,000 jobs in March and 16,000 jobs in May, 25,000 in total, Ada Weil said.", "inconsistent-figures/medium [25,000]"},
		{"Holt cut 14,000 jobs in March and 16,000 jobs in May, over 30,000 in total, Ada Weil said.", ""},
		{"Holt cut 14,000 jobs in March and 16,000 posts in May, 25,000 workers in total, Ada Weil said.", "inconsistent-figures/medium [25,000]"},
		{"The fair drew 4,000 men and 6,000 women, 15,000 visitors in total, Ada Weil said.", "inconsistent-figures/medium [15,000]"},
		{"The fair drew 14,000 visitors and sold 16,000 loaves, 25,000 in total, Ada Weil said.", ""},
		{"The fair drew 14,000 visitors and took 16,000 euros, 25,000 in total, Ada Weil said.", ""},
		{"The fair drew 14,000 visitors and made 16,000 jobs for workers, 25,000 in total, Ada Weil said.", ""},
		{"The Orlby Foundry employs 1,400 skilled foundry workers, says Ada Weil. Its hall is old. The Orlby Foundry employs 1,900 skilled foundry workers.",
			"inconsistent-figures/medium [1,900]"},
		{"The Orlby Foundry employs 1,400 skilled foundry workers, says Ada Weil. The Orlby Foundry employs 1,900 skilled foundry workers, says Jonas Holt.", ""},
		// superlatives
		{"It is the only bakery in the district that mills its own flour.", "superlative-without-source/low [is the only]"},
		{"It is the only bakery that mills its own flour, according to the guild of bakers.", ""},
		{"It will be the quietest tram line anywhere in Europe.", "superlative-without-source/low [the quietest tram line anywhere in Europe]"},
		{"We own the oldest kiln in the country, and we let it rust.", "superlative-without-source/low [the oldest kiln in the country]"},
		{"Korund is the first firm in the world to fire tiles with light.", "superlative-without-source/low [the first firm in the world]"},
		{"It is the best bakery in the country, and I have tried them all.", ""},
		{"It was the first loaf she ever sold.", ""},
		// names
		{"Pair it with a model such as GPTT-4 on Kubernetes.", "unrecognised-name/high [GPTT-4]"},
		{"The shop runs on PostgrSQL for now.", "unrecognised-name/high [PostgrSQL]"},
		{"The shop runs on BrotKorb for now.", ""},
		{"Copper CMCU3 rose on the exchange.", ""},
		{"Teams can test with KGPT4.", "unrecognised-name/high [KGPT4]"},
		{"Teams can test with KGPT4, a model by Korund Labs.", ""},
		{"Teams test with GPT-4, Inferentia2, Trainium and Selenium Grid in Q3.", ""},
	}
}

// TestAttribution shows who is taken for the source, of which kind, at which
// sourcing level.
func TestAttribution(t *testing.T) {
	a := newAssessor(t)
	for _, tt := range attributionExamples() {
		t.Run(tt.text, func(t *testing.T) {
			ss := a.Assess(Document{Text: tt.text})
			got := ""
			if at := ss[len(ss)-1].Attribution; at != nil {
				got = fmt.Sprintf("%s|%s|%s|%d", at.Name, at.SourceKind, at.Cue, at.Level)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// attributionExamples want "name|kind|cue|level" of the last sentence's attribution.
func attributionExamples() []example {
	return []example{
		{"Bakers are tired, Ingrid Solheim said.", "Ingrid Solheim|person|said|2"},
		{"Bakers are tired, said Ingrid Solheim, who runs the guild.", "Ingrid Solheim|person|said|2"},
		{"Ingrid Solheim, who runs the guild, said bakers are tired.", "Ingrid Solheim|person|said|2"},
		{"Ingrid Solheim told the council on Tuesday that bakers are tired.", "Ingrid Solheim|person|told|3"},
		{"According to Reuters, bakers are tired.", "Reuters|agency|According to|2"},
		{"Solheim’s memo urges bakers to rest.", "Solheim|organisation|memo|3"},
		{"Ingrid Solheim spoke first. Bakers are tired, she said.", "Ingrid Solheim|person|said|2"},
		{"Weil told People that she bakes. People reported that her ovens are cold.", "People|outlet|reported|2"},
		{"People reported that their ovens are cold.", "People|vague|reported|1"},
		{"Flour is up 9 percent (Reuters).", "Reuters|agency|(|3"},
		{"Experts say bakers are tired.", "Experts|vague|say|1"},
		{"“We are tired,” its chair, Tomas Weil, told the town council on Tuesday.", "Tomas Weil|person|told|3"},
		{"One baker spoke up. Vera Holt bakes in Orlby, and nine of her ovens are cold, she said.", "Vera Holt|person|said|2"},
		{"Vera Holt has a plan. A bench would do, she said.", "Vera Holt|person|said|2"},
		{"If the bridge shuts, a bus to Port Alder runs at noon. Bakers, she said, are tired.", "she|person|said|2"},
		{"Vera Holt drove from Port Alder to the fair. Bakers, she said, are tired.", "Vera Holt|person|said|2"},
		{"A letter came to Vera Holt. Bakers, she said, are tired.", "Vera Holt|person|said|2"},
		{"ORLBY, March 3 — It said bakers are tired.", "It|organisation|said|3"},
		{"The Bakewell Trust said flour is dear.\n\nORLBY, March 3 — It said bakers are tired.", "Bakewell Trust|organisation|said|3"},
		{"The Bakewell Trust said flour is dear.\n\nPORT ALDER (Reuters) - It said bakers are tired.", "Bakewell Trust|organisation|said|2"},
		{"ORLBY, March 3 (Reuters) — The Bakewell Trust said flour is dear. It said bakers are tired.", "Bakewell Trust|organisation|said|2"},
		{"NASA — the agency for space — said flour is dear. It said bakers are tired.", "NASA|government|said|2"},
		{"The guild met in Port Alder. Vera Holt spoke. Bakers, she said, are tired.", "Vera Holt|person|said|2"},
		{"Its report, Bread and Rents in Orlby 2024, counts 46 cold ovens.", "Bread and Rents in Orlby 2024|document|counts|3"},
		{"Its report, Bread and Rents in Orlby, came late. It puts the loss at 6 million euros.", ""},
		{"Its report, Bread and Rents in Orlby, warns of cold ovens. It puts the loss at 6 million euros.", "Bread and Rents in Orlby|document|puts|3"},
		{"Bakers write in Bread and Rents in Orlby, a report from May, that they are tired. “It is late,” the report says.", "Bread and Rents in Orlby|document|says|3"},
		{"A Bakewell poll of 90 bakers in March found that half are tired.", "Bakewell|organisation|found|3"},
		{"According to a poll that Bakewell published on Monday, half are tired.", "Bakewell|organisation|According to|3"},
		{"Half are tired, according to a notice on the guild’s website.", "a notice on the guild’s website|document|according to|3"},
		{"Half are tired, according to the log that Bakewell showed us.", "Bakewell|organisation|according to|3"},
		{"A memo from the guild’s head of ovens, Vera Holt, urges rest.", "Vera Holt|person|urges|3"},
		{"Internal memos, reported by Business Insider, put the cost at 40 million.", "Business Insider|outlet|reported by|2"},
		{"According to internal memos seen by Reuters, the firm will cut 3,000 jobs.", "Reuters|agency|According to|3"},
		{"The firm will cut 3,000 jobs, Reuters reported, citing people familiar with the matter.", "Reuters|agency|reported|2"},
		{"The firm will cut 3,000 jobs, according to a person familiar with the plans who spoke to Bloomberg.", "a person familiar with the plans|anonymous|according to|1"},
		{"“We are done,” Ada Holt (@adaholt) tweeted on Monday.", "Ada Holt|person|tweeted|3"},
		{"“We are done.” — Ada Holt (@adaholt) January 3, 2025", "Ada Holt|person|—|3"},
		{"Rents rose 9 percent in May (Source: Census Bureau).", "Census Bureau|government|(|3"},
		{"Per the Census Bureau, 40 percent of ovens are cold.", "Census Bureau|government|Per|2"},
		{"Orlby Foundry opened its books. The company said 40 percent of its ovens are cold.", "Orlby Foundry|organisation|said|2"},
		{"Orlby Foundry opened its books. The police said 40 percent of its ovens are cold.", "The police|organisation|said|2"},
		{"“Flour is dear,” said Ada Holt. It cost 9 percent more in May. Wages rose 4 percent. Debt rose by 12 percent of sales.", ""},
		{"Ada Holt, 33, of Orlby, Vale., says bakers are tired.", "Ada Holt|person|says|2"},
		{"Ada Holt of Orlby says bakers are tired.", "Ada Holt|person|says|2"},
		{"Bakers are tired, says Professor Ada B. Holt of Leiden University.", "Ada B. Holt|person|says|2"},
		{"The Bank of Orlby says bakers are tired.", "Bank of Orlby|organisation|says|2"},
		{"Bakers are tired, Ada Holt, director of ovens at the Orlby Guild said.", "Ada Holt|person|said|2"},
		{"However, Ada Holt, a manager at Bakewell said bakers are tired.", "Ada Holt|person|said|2"},
		{"Ada Holt, oven analyst for The Bakewell Group (formerly Korund), said bakers are tired.", "Ada Holt|person|said|2"},
		{"Bakers are tired, Ada Holt and other analysts said.", "Ada Holt|person|said|2"},
		{"She met Ada Holt, a manager said.", "a manager|anonymous|said|1"},
		{"In a letter to Ada Holt, a manager at Bakewell said bakers are tired.", "a manager at Bakewell|anonymous|said|1"},
		{"In Orlby, a manager said bakers are tired.", "a manager|anonymous|said|1"},
		{"Half are tired, figures from the flour ministry show.", "figures from the flour ministry|document|show|3"},
		{"A spokesman at the bakers’ hall in Orlby, Ada Holt, said bakers are tired.", "Ada Holt|person|said|2"},
		{"Bakers are tired, director of the guild's oven works Ada Holt said.", "Ada Holt|person|said|2"},
		{"A new group called Bakers Matter wants rest.", "A new group called Bakers Matter|anonymous|wants|1"},
		{"Half are tired, said a joint statement from the two guilds.", "a joint statement from the two guilds|document|said|3"},
		{"Half are tired, OBC records show.", "OBC|organisation|show|3"},
		{"O.B.C.’s records show that half are tired.", "O.B.C|organisation|show|3"},
		{"Orlby, Korund and others said bakers are tired.", "Korund|organisation|said|2"},
		{"Ada Holt spoke. Half are tired, she calculated.", "Ada Holt|person|calculated|2"},
		{"Bakers are tired, according to the Office for National Statistics.", "Office for National Statistics|government|according to|2"},
		{"“Rest,” said master baker Ada Holt, who runs the ovens.", "Ada Holt|person|said|2"},
		{"“Rest,” Ada B. Holt Jr., the head of the guild, said.", "Ada B. Holt|person|said|2"},
		{"Bakewell keeps its books shut but says half are tired.", "Bakewell|organisation|says|2"},
		{"HOLT: We rest on Mondays.\n\nWEIL: Why?\n\nWEIL: When?\n\nHOLT: Because we are tired.", "HOLT|organisation|:|2"},
		{"General Motors said bakers are tired.", "General Motors|company|said|2"},
		{"Councillor Ada Holt said bakers are tired.", "Ada Holt|person|said|2"},
		{"NOTE: We rest on Mondays.", ""},
		{"“We rest.”\n\n— Ada Holt", "Ada Holt|person|—|2"},
		{"The plan was praised by Ada Holt.", "Ada Holt|person|praised|1"},
		{"It is believed that bakers rest.", "|vague|It is believed|1"},
		{"The bakery has a new door.", ""},
		{"She is nine, and she has counted the loaves twice, her mother said.", "her mother|person|said|2"},
		{"Vera Holt’s column appears on Thursdays.", "Vera Holt|person|column|2"},
	}
}

// TestKind shows what kind of claim a sentence is taken for.
func TestKind(t *testing.T) {
	tests := []struct {
		text string
		want Kind
	}{
		{"“Flour is dear this year,” Ada Holt said.", KindQuotation},
		{"Ada Holt said that flour is dear.", KindEvent},
		{"Experts say that flour is dear.", KindEvent},
		{"Ada Holt said 41 percent of bakers rest.", KindStatistic},
		{"The price of flour is expected to fall, Ada Holt said.", KindForecast},
		{"A Bakewell poll of 90 bakers found that half are tired.", KindResearchFinding},
		{"I believe them, because I have seen the flour.", KindNone},
		{"Ada Holt’s column appears every Thursday.", KindNone},
		{"A bakery chain we advised moved its ovens.", KindAnecdote},
		{"It is the oldest kiln in the country.", KindSuperlative},
		{"The kiln is cold.", KindNone},
	}
	a := newAssessor(t)
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			if got := a.Assess(Document{Text: tt.text})[0].Kind; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestOwn tells a body that speaks of itself from one that speaks of others.
func TestOwn(t *testing.T) {
	tests := map[string]bool{
		"Bakewell said its ovens are the best.":                       true,
		"“We have the best ovens,” Bakewell said.":                    true,
		"Bakewell’s ovens are the best, Bakewell said.":               true,
		"Rents in Orlby doubled, Bakewell said.":                      false,
		"Bakewell said that rents in Orlby doubled.":                  false,
		"“They have the best ovens,” Bakewell said.":                  false,
		"Ada Holt said her ovens are the best.":                       false,
		"It rained in Orlby, and its streets flooded, Bakewell said.": false,
	}
	a := newAssessor(t)
	for text, want := range tests {
		if at := a.Assess(Document{Text: text})[0].Attribution; at == nil || at.Own != want {
			t.Errorf("%s: %+v, want own %v", text, at, want)
		}
	}
}

// TestSpeaker shows whose words a quotation is taken for, by full name.
func TestSpeaker(t *testing.T) {
	text := "Tomas Weil chairs the guild. “We would take shorter hours,” Weil said, according to the transcript the council published. " +
		"“We would take a later start,” its chair, Tomas Weil, told the town council."
	for i, s := range newAssessor(t).Assess(Document{Text: text})[1:] {
		if len(s.Quotations) != 1 || s.Quotations[0].Speaker != "Tomas Weil" {
			t.Errorf("sentence %d: quotations %+v", i+1, s.Quotations)
		}
	}
}

// TestLinkedPaper shows that a link at a document's title goes with the
// document when it is spoken of again.
func TestLinkedPaper(t *testing.T) {
	text := "The guild’s auditors write in Bread and Rents in Orlby, a report from May, that ovens are cold. Half are unused, the report says."
	from := strings.Index(text, "Bread")
	doc := Document{Text: text, Links: []Link{{Start: from, End: from + 10, Href: "https://guild.example/report"}}}
	at := newAssessor(t).Assess(doc)[1].Attribution
	if at == nil || at.Name != "Bread and Rents in Orlby" || at.Level != 4 || at.Link != "https://guild.example/report" {
		t.Errorf("got %+v", at)
	}
}

// TestLinkInsidePage has a link that leads nowhere else, after a document that
// later links may belong to: it names no source.
func TestLinkInsidePage(t *testing.T) {
	text := "The guild’s report counts the ovens. They stand in the hall. It rained."
	from := strings.Index(text, "hall")
	for _, href := range []string{"#hall", "hall.html", "::"} {
		s := newAssessor(t).Assess(Document{Text: text, Links: []Link{{Start: from, End: from + 4, Href: href}}})[1]
		if s.Attribution != nil && s.Attribution.Link != "" {
			t.Errorf("%s: got %+v", href, s.Attribution)
		}
	}
}

func TestCarryOver(t *testing.T) {
	a := newAssessor(t)
	text := "“Flour is dear,” said Ingrid Solheim. “Prices rose 9 percent in a week. Nobody can pay that.”\n\nThe mill burnt down."
	ss := a.Assess(Document{Text: text})
	for i, s := range ss[:3] {
		if s.Attribution == nil || s.Attribution.Name != "Ingrid Solheim" {
			t.Errorf("sentence %d: attribution %+v", i, s.Attribution)
		}
		for _, q := range s.Quotations {
			if q.Speaker != "Ingrid Solheim" {
				t.Errorf("sentence %d: quotation's speaker is %q", i, q.Speaker)
			}
		}
	}
	if s := ss[3]; s.Attribution != nil {
		t.Errorf("the last sentence has a source: %+v", s.Attribution)
	}
}

func TestLink(t *testing.T) {
	text := "Some 41 percent of tenants skip meals."
	doc := Document{Text: text, Links: []Link{{Start: 5, End: 15, Href: "https://www.census.gov/x"}}}
	s := newAssessor(t).Assess(doc)[0]
	if s.Attribution == nil || s.Attribution.Level != 4 || s.Attribution.Name != "Census Bureau" || len(s.Problems) > 0 {
		t.Errorf("got %+v, problems %+v", s.Attribution, s.Problems)
	}
}

func TestExplains(t *testing.T) {
	a := newAssessor(t)
	ss := a.Assess(Document{Text: "Teams test with ZENQ9. Then they read on. ZEN-Q9, a tool from Hallin, draws the plans."})
	if len(ss[0].Problems) != 1 || ss[0].Problems[0].Name != "ZENQ9" || len(ss[0].Explains) > 0 || len(ss[1].Explains) > 0 {
		t.Errorf("got %+v and %+v, want one name that is not explained, and none", ss[0], ss[1])
	}
	if len(ss[2].Explains) != 1 || !slices.Contains(Keys(ss[2:]), NameKey("ZENQ9")) {
		t.Errorf("got %q, want one name, with the key of ZENQ9", ss[2].Explains)
	}
}

func TestExtensions(t *testing.T) {
	a, err := New(strings.NewReader("words: {commentators: soothsayers}\nnames: {known: ZENQ9}\nkinds: [{kind: outlet, sources: [{name: The Valley Bugle}]}]"))
	if err != nil {
		t.Fatal(err)
	}
	ss := a.Assess(Document{Text: "Soothsayers say so. Use ZENQ9. According to The Valley Bugle, it rains."})
	if len(ss[0].Problems) != 1 || len(ss[1].Problems) != 0 || ss[2].Attribution.SourceKind != sourceOutlet {
		t.Errorf("extension had no effect: %+v", ss)
	}
	for _, bad := range []string{"wrods: {say: x}", "words: {sya: x}", "phrases: {hearsay: ['{nothing} x']}", "kinds: [{sources: []}]"} {
		if _, err := New(strings.NewReader(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestSupported(t *testing.T) {
	if !Supported("en") || Supported("de") || Supported("") {
		t.Error("only English has a language pack")
	}
}

func TestConcurrentUse(t *testing.T) {
	a := newAssessor(t)
	doc := Document{Text: "Experts say 41 percent of tenants skip meals. “It is so,” she said."}
	want := a.Assess(doc)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := a.Assess(doc); !reflect.DeepEqual(got, want) {
				t.Error("a second assessment differs")
			}
		})
	}
	wg.Wait()
}

func FuzzAssess(f *testing.F) {
	for _, s := range []string{
		"Experts say 41 percent of tenants skip meals.", "“A? b.” said X’s ‘c’ (Reuters): \"", "Gartner’s 2024 prediction that “half",
		"In our team, pay rose 3x. The result? KGPT4, 5–10% of £3m.", "She, who — said, told: it", "\xff “\x80 said’s ‘",
	} {
		f.Add(s)
	}
	a := newAssessor(f)
	f.Fuzz(func(t *testing.T, text string) { assessSoundly(t, a, text) })
}

// assessSoundly assesses a text and checks that all that is found in it lies
// where it is said to.
func assessSoundly(t *testing.T, a *Assessor, text string) {
	t.Helper()
	doc := Document{Text: text, Links: []Link{{End: len(text), Href: "https://example.org"}}}
	spans := []Span{}
	for _, s := range a.Assess(doc) {
		spans = append(spans, Span{s.Start, s.End, s.Block})
		inside := func(start, end int) bool { return s.Start <= start && start <= end && end <= s.End }
		onRunes := func(start, end int) bool {
			return !utf8.ValidString(text) || utf8.ValidString(text[start:end]) && utf8.ValidString(text[:start])
		}
		for _, p := range s.Problems {
			if !inside(p.Start, p.End) || text[p.Start:p.End] != p.Trigger || !onRunes(p.Start, p.End) {
				t.Fatalf("problem %+v is not in its sentence %+v", p, s)
			}
		}
		for _, g := range s.Figures {
			if !inside(g.Start, g.End) || !onRunes(g.Start, g.End) {
				t.Fatalf("figure %+v is not in its sentence %+v", g, s)
			}
		}
		for _, q := range s.Quotations {
			if !inside(q.Start, q.End) || !onRunes(q.Start, q.End) {
				t.Fatalf("quotation %+v is not in its sentence %+v", q, s)
			}
		}
	}
	checkSpans(t, text, nil, spans)
}

func BenchmarkAssess(b *testing.B) {
	paragraph := "About 62,000 workers commute into the port each day, according to the Census Bureau. " +
		"“Nobody counts the night shift,” said Ingrid Solheim, who runs the guild of bakers. " +
		"Experts say that rents in the valley could double by 2030, and that wages are not keeping up with them. " +
		"The council will meet again on Tuesday to hear from the people who live by the river and from those who don’t.\n\n"
	text := strings.Repeat(paragraph, 200)
	a := newAssessor(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		a.Assess(Document{Text: text})
	}
}

// TestOddSubjects reads sentences whose subject is next to nothing.
func TestOddSubjects(t *testing.T) {
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"III discovered a new valley.", "III contains nothing.", "Jr. says no.", "- says who?", "Said.", "II said III said.",
	} {
		a.Assess(Document{Text: text})
	}
}

// TestQuotationGoesOn reads a speech whose second opening mark stands behind a
// space and before a word, with none to close before it.
func TestQuotationGoesOn(t *testing.T) {
	text := `He said: "First we mended the sail. "Then we sold the boat." Nobody clapped.`
	var got []string
	for _, s := range newAssessor(t).Assess(Document{Text: text}) {
		for _, q := range s.Quotations {
			got = append(got, text[q.Start:q.End])
		}
	}
	if want := []string{"First we mended the sail.", "Then we sold the boat."}; !slices.Equal(got, want) {
		t.Errorf("quotations %q, want %q", got, want)
	}
}
