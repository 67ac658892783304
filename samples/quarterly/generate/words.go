package main

import (
	"strings"
)

const topics = "access technical supplier continuity privacy change operations governance"

// clients: owners stand in the order of topics, after them people who take actions but own nothing.
var clients = []*client{
	{name: "Northwind Bank", code: "NWB", onTime: [5]float64{0.88, 0.905, 0.925, 0.945, 0.975},
		owners: strings.Split("Priya Raman,Tomasz Wojcik,Eleanor Whitfield,José Almeida,Grace Okonkwo,Daniel Ferreira,Hannah Lindqvist,Samuel Adeyemi,"+
			"Mei-Ling Chow,Callum Fraser,Nadia Haddad,Oliver Brandt,Inês Carvalho,Rajesh Iyer", ","),
		departments: []department{{name: "Contact Centre Leeds", size: 33, slip: 0.10}, {name: "Card Disputes", size: 27},
			{name: "Payment Protection Claims", size: 24}, {name: "Service Desk", size: 15}, {name: "Platform Engineering", size: 18, coder: true},
			{name: "Service Delivery", size: 14}}},
	{name: "Alpenrose Mutual", code: "ALP", onTime: [5]float64{0.75, 0.79, 0.825, 0.865, 0.915},
		owners: strings.Split("Zoë Hartmann,Stefan Müller,Katarina Novak,Luca Bianchi,Amina Diallo,Viktor Szabo,Birgit Aigner,Matteo Ricci,"+
			"Yuki Tanaka,Anneliese Gruber,Pavel Dvorak,Chiara Fontana,Noor Rahman,Emre Yildiz", ","),
		departments: []department{{name: "Motor Claims", size: 30}, {name: "Household Claims", size: 26}, {name: "Document Intake", size: 22, slip: 0.16},
			{name: "Contact Centre Graz", size: 18}, {name: "Portal Development", size: 12, coder: true}, {name: "Service Delivery", size: 14}}},
}

var campaigns = []campaign{
	{course: "Security Awareness 2025", assigned: "2025-08-18", due: "2025-09-30", share: 1},
	{course: "Data Protection and Privacy", assigned: "2025-10-06", due: "2025-11-28", share: 1},
	{course: "Secure Coding", assigned: "2025-11-03", due: "2025-12-19", share: 1, coders: true},
	{course: "Phishing Simulation Follow-up", assigned: "2025-11-10", due: "2025-12-05", share: 0.14},
	{course: "Incident Reporting", assigned: "2026-01-12", due: "2026-02-27", share: 1},
	{course: "Anti-Bribery", assigned: "2026-02-16", due: "2026-04-17", share: 0.55, optional: true},
	{course: "Phishing Simulation Follow-up", assigned: "2026-03-02", due: "2026-03-27", share: 0.11},
	{course: "Security Awareness 2026", assigned: "2026-05-11", due: "2026-06-30", share: 1},
	{course: "Phishing Simulation Follow-up", assigned: "2026-06-08", due: "2026-07-03", share: 0.09},
	{course: "Data Protection and Privacy", assigned: "2026-08-10", due: "2026-09-25", share: 1},
	{course: "Secure Coding", assigned: "2026-09-07", due: "2026-10-23", share: 1, coders: true},
	{course: "Phishing Simulation Follow-up", assigned: "2026-09-21", due: "2026-10-16", share: 0.08},
}

var audits = []audit{
	{"Client audit 2025", "2025-04-14", "2025-04-16", [2]int{3, 0}, "", "client-audit"},
	{"Penetration test 2025", "2025-05-19", "2025-05-23", [2]int{4, 3}, "technical", "pentest"},
	{"Internal audit - supplier management", "2025-06-10", "2025-06-12", [2]int{2, 2}, "supplier", "internal-audit"},
	{"Internal audit - access management", "2025-07-14", "2025-07-25", [2]int{6, 6}, "access", "internal-audit"},
	{"Client audit 2025", "2025-08-19", "2025-08-20", [2]int{0, 4}, "", "client-audit"},
	{"ISO/IEC 27001 surveillance audit 2025", "2025-09-15", "2025-09-19", [2]int{6, 5}, "", "iso27001"},
	{"Internal audit - business continuity", "2025-10-20", "2025-10-30", [2]int{4, 4}, "continuity", "internal-audit"},
	{"Internal audit - data protection", "2025-11-10", "2025-11-21", [2]int{4, 4}, "privacy", "internal-audit"},
	{"SOC 2 readiness assessment", "2025-12-01", "2025-12-05", [2]int{4, 3}, "", "soc2"},
	{"Internal audit - change management", "2026-01-19", "2026-01-30", [2]int{4, 4}, "change", "internal-audit"},
	{"Client audit 2026", "2026-02-24", "2026-02-25", [2]int{4, 0}, "", "client-audit"},
	{"Penetration test 2026", "2026-03-09", "2026-03-13", [2]int{5, 4}, "technical", "pentest"},
	{"SOC 2 Type II 2026", "2026-04-13", "2026-04-24", [2]int{5, 5}, "", "soc2"},
	{"Client audit 2026", "2026-05-19", "2026-05-20", [2]int{0, 4}, "", "client-audit"},
	{"Internal audit - service operations", "2026-06-08", "2026-06-12", [2]int{3, 3}, "operations", "internal-audit"},
	{"Internal audit - access management", "2026-07-13", "2026-07-17", [2]int{3, 3}, "access", "internal-audit"},
	{"Internal audit - governance and training", "2026-08-10", "2026-08-14", [2]int{2, 2}, "governance", "internal-audit"},
	{"ISO/IEC 27001 surveillance audit 2026", "2026-09-07", "2026-09-11", [2]int{3, 2}, "", "iso27001"},
}

const coverWords = `
Meridian Claims Services
Enterprise risk register: information security, privacy, continuity and suppliers
Scale: likelihood and impact from 1 (very low) to 5 (very high); residual score = residual likelihood x residual impact.
Risks with a residual score of 12 or more are reviewed every quarter by the risk committee.
Each risk is recorded for the client whose service it touches. Questions: Group Risk, Margaret Sutherland.
Exported on 5 October 2026.
`

const firstNames = `Aaron Abigail Adriana Agnes Aisha Alan Alice Amelia Andreas Angela Anika Anton Arjun Aylin Beatrice Benjamin Bruno
Camille Carlos Catherine Cem Chloe Christof Clara Damian Deepa Dennis Dimitri Dorothea Edith Elena Elias Emeka Emily Erik Esther Fatima
Felix Fiona Florian Franziska Gavin Georg Giulia Gordon Hamid Harriet Helena Hugo Ibrahim Ilse Imogen Ingrid Isaac Ivana Jack Jasmin
Johanna Jonas Julia Kamila Karim Keith Klara Kofi Laura Leon Lidia Lukas Magda Marcel Maria Martin Maya Milan Miriam Mohammed Monika
Nathan Nicole Nina Olga Omar Oscar Patricia Paula Peter Philipp Rachel René Robert Rosa Ruth Sandra Sanjay Sarah Sofia Sunita Teresa
Theo Thomas Ursula Valentina Vikram Wanda William Xenia Yasmin Zofia`

const lastNames = `Abbott Achterberg Ahmed Anders Bader Bailey Baker Banerjee Barnes Bauer Becker Bennett Berger Boateng Booth Brown Brunner
Burke Carter Chaudhry Clarke Conti Cooper Costa Cruz Danso Davies Demir Ebner Eder Edwards Eriksen Evans Farkas Fischer Fletcher Foster
Fuchs Garcia Gibson Greene Grünwald Haas Hall Harris Hassan Heller Hofer Horvat Hughes Hussain Jansen Jones Jovanovic Kaur Keller Kelly Khan
Kovacs Kowalski Lang Larsen Lechner Lopez Maier Marino Marsh Mendes Mensah Mitchell Moser Murphy Nagy Nowak Obi Olsen Ortiz Osei Palmer Patel
Pereira Pichler Popescu Rossi Russell Santos Schmid Schneider Shah Simic Singh Steiner Sullivan Taylor Thompson Toth Turner Varga Vogel Walker
Weber Winkler Wright Yilmaz Zimmer`

// riskWords: client, topic, category, control, title, likelihood and impact before and after treatment, treatment, status.
const riskWords = `
NWB|access|Access control|A.5.18|Leavers keep access to the claims workbench after their last day|4 4 2 4|Mitigate|Under Treatment
NWB|access|Access control|A.8.2|Misuse of shared administrator accounts on the telephony platform|3 5 3 4|Mitigate|Under Treatment
NWB|access|Access control|A.8.5|Remote agents sign in without a second factor during an identity provider outage|3 4 2 3|Mitigate|Open
NWB|access|Fraud|A.5.15|An agent changes payout account details and approves the same payment|3 5 2 5|Mitigate|Under Treatment
NWB|technical|Technology|A.8.8|Late patching of internet-facing claim portals is exploited|4 4 2 4|Mitigate|Under Treatment
NWB|technical|Technology|A.8.28|Injection flaw in the dispute form exposes cardholder data|3 5 2 5|Mitigate|Open
NWB|technical|Technology|A.8.24|Expired certificate stops the nightly file transfer of dispute cases|3 3 1 3|Mitigate|Closed
NWB|technical|Cyber threat|A.8.7|Ransomware spreads from a contact-centre desktop to shared drives|4 5 3 4|Mitigate|Under Treatment
NWB|technical|Cyber threat|A.8.23|Denial-of-service attack on the customer web chat at month end|3 3 3 2|Transfer|Open
NWB|supplier|Supplier|A.5.22|The speech analytics provider moves call audio outside the agreed region|3 4 2 4|Mitigate|Under Treatment
NWB|supplier|Supplier|A.5.23|Single cloud region for the dispute platform fails for more than a day|2 5 2 4|Accept|Accepted
NWB|supplier|Supplier|A.5.19|The print and mail house misdirects refund letters|3 3 2 3|Transfer|Open
NWB|supplier|Supplier|A.5.20|No contractual right to audit the out-of-hours call partner|3 3 2 2|Mitigate|Closed
NWB|continuity|Continuity|A.5.30|The Leeds site is closed for several days and home working capacity is too small|2 4 2 3|Mitigate|Open
NWB|continuity|Continuity|A.8.13|Backups of the dispute database cannot be restored within four hours|3 5 3 4|Mitigate|Under Treatment
NWB|continuity|Continuity|A.8.14|Loss of the voice carrier during the morning peak|3 4 2 3|Transfer|Under Treatment
NWB|continuity|Continuity|A.5.29|Security controls are bypassed while a recovery is under way|2 3 1 3|Accept|Accepted
NWB|privacy|Privacy|A.5.34|Card numbers are kept in call recordings that were not paused|4 4 3 4|Mitigate|Under Treatment
NWB|privacy|Privacy|A.8.10|Dispute evidence is kept longer than the retention schedule allows|3 3 2 3|Mitigate|Open
NWB|privacy|Privacy|A.8.11|Real customer data are used in the test environment of the case tracker|4 4 1 4|Avoid|Closed
NWB|privacy|Privacy|A.5.14|Case files are e-mailed to the wrong recipient|4 3 3 3|Mitigate|Under Treatment
NWB|change|Change|A.8.32|Emergency changes reach production without a second reviewer|3 4 2 3|Mitigate|Open
NWB|change|Change|A.8.31|Developers can change production data from the test network|3 4 1 4|Avoid|Closed
NWB|change|Change|A.8.9|Configuration of call routing drifts from the approved baseline|3 2 2 2|Mitigate|Open
NWB|operations|Operations|A.8.15|Administrator actions in the payment gateway are not logged completely|3 4 2 4|Mitigate|Under Treatment
NWB|operations|Operations|A.8.16|Alerts raised at night are first seen the next morning|4 3 2 3|Mitigate|Open
NWB|operations|Operations|A.5.24|A reportable incident reaches the client later than 24 hours|2 5 1 5|Mitigate|Open
NWB|operations|Operations|A.8.6|Storage for call recordings runs full at quarter end|3 2 1 2|Mitigate|Closed
NWB|governance|People|A.6.3|High turnover leaves new agents without security training|4 3 3 2|Mitigate|Under Treatment
NWB|governance|Compliance|A.5.36|Controls promised in the service schedule are not evidenced for the annual review|3 3 2 2|Accept|Accepted
NWB|governance|People|A.6.1|Temporary staff start before their background checks are complete|3 4 1 3|Avoid|Closed
ALP|access|Access control|A.5.18|Adjusters who change teams keep approval rights in the motor claims desk|4 4 3 4|Mitigate|Under Treatment
ALP|access|Access control|A.8.2|Database administrators read policyholder health data without a recorded reason|3 5 2 5|Mitigate|Under Treatment
ALP|access|Access control|A.5.17|Broker portal passwords are reset by telephone without identity checks|4 4 2 3|Mitigate|Open
ALP|access|Fraud|A.5.3|A handler opens and settles the same small claim|4 3 2 3|Mitigate|Under Treatment
ALP|technical|Technology|A.8.8|Unsupported optical recognition servers stay in the intake network|4 4 3 4|Mitigate|Under Treatment
ALP|technical|Technology|A.8.26|The photo upload of the customer portal accepts harmful files|3 4 2 4|Mitigate|Open
ALP|technical|Technology|A.8.25|Known weak libraries remain in the mobile claims app|4 3 3 3|Mitigate|Under Treatment
ALP|technical|Cyber threat|A.8.7|Phishing of claims handlers leads to mailbox takeover|4 4 3 4|Mitigate|Under Treatment
ALP|technical|Cyber threat|A.8.20|An attacker moves from the guest network in Graz to office systems|2 4 1 4|Mitigate|Closed
ALP|supplier|Supplier|A.5.21|The repair-shop network connects through an unmonitored interface|3 4 2 4|Mitigate|Open
ALP|supplier|Supplier|A.5.22|The translation agency stores medical reports without encryption|3 5 2 4|Mitigate|Under Treatment
ALP|supplier|Supplier|A.5.23|Price and exit terms of the document store bind the service for five years|3 3 3 2|Accept|Accepted
ALP|supplier|Supplier|A.5.19|The courier loses paper claim files between two sites|2 4 1 3|Transfer|Closed
ALP|continuity|Continuity|A.5.30|A hail season doubles claim volumes beyond the staffing plan|4 4 4 3|Mitigate|Under Treatment
ALP|continuity|Continuity|A.8.13|The image archive is not covered by the tested backup plan|3 4 2 4|Mitigate|Under Treatment
ALP|continuity|Continuity|A.7.11|Power loss at the scanning site delays intake by a working day|3 3 2 2|Accept|Accepted
ALP|continuity|Continuity|A.5.29|The recovery team depends on two people|3 3 2 3|Mitigate|Open
ALP|privacy|Privacy|A.5.34|Medical reports are visible to handlers who do not need them|4 4 3 4|Mitigate|Under Treatment
ALP|privacy|Privacy|A.8.10|Rejected applications are not deleted after the statutory period|3 3 2 3|Mitigate|Under Treatment
ALP|privacy|Privacy|A.8.12|Bulk exports of policyholder lists leave the company by e-mail|3 5 2 4|Mitigate|Open
ALP|privacy|Privacy|A.7.7|Paper claim forms stay on desks in the intake area overnight|4 2 3 2|Mitigate|Open
ALP|change|Change|A.8.32|Tariff rule changes go live before the business has tested them|3 4 2 3|Mitigate|Open
ALP|change|Change|A.8.33|Copies of production data in acceptance tests are not masked|4 4 2 3|Avoid|Closed
ALP|change|Change|A.8.4|Source code of the settlement engine can be merged without review|3 3 1 3|Mitigate|Closed
ALP|operations|Operations|A.8.15|Portal logs are overwritten after fourteen days|4 3 2 2|Mitigate|Closed
ALP|operations|Operations|A.8.16|Failed interface runs are noticed only when handlers complain|4 3 3 3|Mitigate|Open
ALP|operations|Operations|A.5.26|On-call rota has gaps on public holidays|3 3 2 2|Accept|Accepted
ALP|governance|People|A.6.3|Seasonal intake staff miss mandatory training|4 3 4 2|Mitigate|Under Treatment
ALP|governance|Compliance|A.5.31|Changes in outsourcing rules are not reflected in procedures|2 4 1 4|Mitigate|Closed
|governance|Strategy|A.5.1|Group reorganisation leaves security roles unassigned for a quarter|3 3 2 3|Mitigate|Open
`

// findingWords: topic, severities, control, observation and root cause; three systems that take the place of {}; three actions.
const findingWords = `
access|HM|A.5.18|Leaver accounts in {} stayed active for more than five working days|The leaver list from HR arrives only once a week
the claims workbench|the call recording archive|the document store
Disable the leaver accounts that are still active in {}|Connect {} to the daily leaver feed, with an alert when it fails|Report leaver accounts older than one working day to the service manager every Monday
access|HM|A.8.2|Administrators of {} share one privileged account|The vault was introduced without individual administrator roles
the telephony platform|the reporting database|the file transfer server
Create named administrator accounts in {} and rotate the shared password|Move administrator sign-in for {} behind the privileged access vault|Review the session recordings of {} for the last 90 days
access|LLM|A.5.18|The quarterly access review of {} was signed off without a decision for every account|Reviewers receive a list that cannot be filtered by team
the case tracker|the quality monitoring tool|the payout module
Repeat the access review of {}, with a decision for every account|Give reviewers of {} a list for each team, sorted by last sign-in|Make "no decision" a blocking answer in the review form of {}
access|HM|A.8.5|Multi-factor authentication is not enforced for remote sign-in to {}|An exception from the pandemic was never withdrawn
the agent desktop|the scheduling tool|the virtual desktop farm
Withdraw the exception, and enforce a second factor for {}|Enrol the remaining users of {} and hand out hardware keys where phones are not allowed|Check the sign-in policy of {} every month, and report exceptions
access|M|A.5.15|Movers kept the rights of their former team in {}|Role changes are requested by e-mail and skip the workflow
the refund module|the letters service|the knowledge base
Remove the surplus rights found in {}|Route role changes for {} through the workflow; close the e-mail channel|Compare roles in {} with the HR team list once a month
access|LLM|A.5.16|Service accounts in {} have no named owner|Accounts were created by projects that have ended
the integration hub|the reporting warehouse|the optical recognition service
Name an owner and a purpose for every service account in {}|Remove service accounts in {} that were not used for six months|Add the owner field to the service account form, and make it mandatory
access|LLM|A.8.3|Team leaders can export complete contact lists from {}|The export right is part of the standard role
the outbound dialler|the survey tool|the complaint desk
Take the export right out of the standard role in {}|Grant exports from {} on request, for seven days at most|Log each export from {} with reason and row count
access|HM|A.5.17|Passwords for {} are kept in a spreadsheet on a team drive|No password manager was offered to the night shift
the carrier web portals|the postage account|the fax gateway
Change the passwords for {} and delete the spreadsheet, including its versions|Roll out the password manager to the users of {}|Scan the team drives of the users of {} for files named "password", "login" or "accounts"
technical|CH|A.8.28|The search form of {} is open to SQL injection|Query text is assembled from user input in an old module
the claimant portal|the supplier portal|the appointment booking page
Use bound parameters in the search module of {}|Add an injection test for {} to the build pipeline|Have the fix in {} confirmed by the penetration testers
technical|HM|A.8.24|TLS 1.0 and 1.1 are still accepted by {}|An old handset integration was never moved
the web chat gateway|the partner interface|the statement download service
Move the last old integration; then switch off TLS 1.0 and 1.1 on {}|Scan {} and its neighbours for weak protocols every week|Update the cipher standard, with {} as the worked example
technical|HM|A.8.8|Operating system patches on {} are more than 30 days late|The maintenance window was cancelled twice for peak volumes
the print servers|the call routing servers|the batch scheduler hosts
Install the missing patches on {}|Agree a monthly maintenance window for {} that peak volumes cannot cancel|Show patch age of {} on the operations board
technical|LLM|A.8.5|Session tokens of {} stay valid after sign-out|Sign-out clears the browser only
the customer app|the agent app|the status tracker
End sessions on the server when users of {} sign out|Limit idle sessions in {} to 15 minutes|Cover sign-out in the regression tests of {}
technical|HM|A.8.26|Stored cross-site scripting is possible in the notes field of {}|Output encoding was left out in a template
the call log screen|the complaint form|the task inbox
Encode output in the notes templates of {}|Turn on a content security policy for {}; start in report mode|Train the developers of {} on output encoding, with the finding as example
technical|CH|A.8.3|Guessable identifiers let one claimant open another claimant's file in {}|Ownership is checked in the menu but not in the interface
the document download service|the message centre|the photo upload service
Check ownership of every file that {} serves|Replace running numbers with random identifiers in {}|Search the access logs of {} for earlier misuse, and record the result
technical|L|A.8.9|Error pages of {} reveal component versions|Debug settings were copied to production
the call-back form|the address checker|the feedback page
Show a neutral error page in {}|Remove version headers from the responses of {}|Compare production settings of {} with the hardening guide
technical|LLM|A.8.6|The sign-in form of {} has no limit on repeated attempts|Lock-out was switched off during a load test
the agent scheduling site|the training portal|the partner site
Switch lock-out on again for {}|Add a rate limit per address in front of {}|Alert the service desk to more than 50 failed sign-ins an hour on {}
technical|HM|A.8.25|Third-party libraries with published weaknesses are built into {}|Nobody is assigned to review the dependency report
the settlement engine|the voice menu builder|the letter composer
Update the affected libraries of {}, and run the full regression|Fail the build of {} on high-rated library weaknesses, with a waiver of 14 days at most|Assign a weekly reviewer for the dependency report of {}
supplier|LLM|A.5.22|The yearly assurance report of {} was filed without a review|The supplier manager's post was vacant for five months
the transcription provider|the cloud hosting provider|the print and mail house
Review the assurance report of {} and record the exceptions|Ask {} for a bridge letter to the end of the quarter|Set reminders for all supplier reports, with a deputy
supplier|M|A.5.23|There is no tested exit plan for {}|Exit planning was left to contract renewal
the SMS provider|the identity provider|the contact-centre software supplier
Write the exit plan for {}, including data return and deletion|Walk through the exit plan for {} with operations; record open points|Add exit tests to the yearly continuity calendar
supplier|HM|A.5.20|The contract with {} sets no deadline for reporting incidents|The contract was signed on the supplier's standard terms
the translation agency|the survey tool supplier|the courier service
Agree an amendment with {}: report incidents within 24 hours|List contracts like that of {}, signed on the supplier's terms, and rank them by data shared|Add the incident clause agreed with {} to the purchasing checklist
supplier|LLM|A.5.21|The register of sub-processors does not list {}|Procurement and privacy keep separate lists
the address validation service|the error monitoring service|the shredding company
Enter {} in the register and inform the client|Merge the purchasing list, where {} was found, and the register of sub-processors|Block purchase orders for suppliers that handle data and are not in the register
continuity|HM|A.5.30|The recovery test of {} is overdue by more than three months|The test was moved twice because of releases
the claims database|the telephony platform|the payment interface
Run the recovery test of {} and record times and deviations|Fix the test date of {} for the year, outside the release calendar|Report tests moved more than once, such as that of {}, to the risk committee
continuity|HM|A.8.13|The trial restore of {} took longer than the agreed four hours|Restore scripts were written for a smaller volume
the document archive|the call recordings|the case history
Split the restore of {} into parallel jobs|Repeat the trial restore of {} and sign off the time reached|Monitor the backup volume of {} against the restore forecast
continuity|L|A.5.29|The call tree for {} names people who have left|The list is kept by hand
the crisis team|the floor managers|the major incident team
Correct the call tree for {}, and test it once by phone|Fill the call tree for {} from the HR directory|Check the call tree every quarter
continuity|LLM|A.5.29|The business impact analysis of {} is more than two years old|No owner after the reorganisation
the settlement service|inbound telephony|the mailroom
Renew the business impact analysis of {} with the service owner|Align recovery targets of {} with the service schedule|Name an owner and a yearly date for the analysis
continuity|M|A.8.14|Both network lines of {} enter the building through one duct|The second line was ordered by the landlord
the main contact centre|the scanning site|the disaster recovery room
Order a separate duct for the second line of {}|Set up mobile fallback for {} until the line is moved|Add line routing to the site checklist, with {} as the first case
privacy|HM|A.5.34|Card data can be heard in recordings of {}|Agents have to pause the recording by hand
refund calls|complaint calls|first-notice calls
Delete the recordings of {} that hold card data|Pause recording automatically when the payment screen opens during {}|Sample 50 recordings of {} a month, and report the result
privacy|LLM|A.8.10|Files in {} are kept beyond the retention period|The deletion job skips cases with an open task
the mail archive|the scanned post folder|the closed case store
Delete the expired files in {} after legal hold checks|Correct the rule of the deletion job for {}; log what it skips|Report the oldest file in {} every month
privacy|HM|A.8.33|The test environment of {} holds real customer records|Masking was skipped to reproduce a defect
the claims platform|the portal|the letters service
Delete the real records from the test environment of {}|Mask data on every copy to the test environment of {}|Check test data of {} for real names before each release
privacy|M|A.5.34|No privacy impact assessment exists for {}|The project started before the checklist was introduced
speech analytics|automatic document sorting|the agent assist pilot
Carry out the privacy impact assessment for {}|Stop the roll-out of {} to further teams until it is approved|Add the assessment of {} to the project gate: "no go-live without it"
privacy|LLM|A.5.33|Requests for access to personal data about {} were answered after the legal month|Requests are collected in a personal mailbox
call recordings|closed cases|correspondence
Answer the late requests about {} and inform the client|Track requests about {} in the case tracker, with a day count|Train deputies to answer requests in holiday time
privacy|L|A.7.7|Paper with personal data was left on desks in {} after hours|Lockers are too few for the late shift
the mailroom|the training room|the quality team's office
Provide lockers for the late shift in {}|Walk through {} once a week after hours; record what is found|Remind teams of the clear desk rule in shift meetings
change|HM|A.8.32|Emergency changes to {} had no approval within two working days|The approver receives no reminder
the call routing plan|the settlement rules|the customer portal
Approve or roll back the open emergency changes to {}|Remind the approver daily until an emergency change to {} is approved|Name a deputy approver of {} for nights and weekends
change|M|A.8.31|Developers have write access to the production data of {}|Support on call used developer accounts
the case tracker|the fee service|the notification service
Withdraw write access of developers to {}|Set up a break-glass account for {}, with alert and review|Check production roles of {} in each access review
change|LLM|A.8.29|Release notes for {} do not show who tested what|Test evidence is kept in chat threads
the mobile app|the claims workbench|the scheduling tool
Attach test evidence to the releases of {} since January|Require tester, case and result in the release form of {}|Sample three releases of {} every quarter
change|LLM|A.8.9|Firewall rules for {} differ from the approved baseline|Rules opened for a migration were not removed
the file transfer zone|the voice network|the scanning network
Remove the migration rules for {}|Compare firewall rules of {} with the baseline every week|Set an end date on every temporary rule
change|M|A.8.4|Code of {} was merged without a second reviewer|Branch protection was off for the hotfix branch
the payout module|the document converter|the reporting jobs
Review the unreviewed changes to {} after the fact|Protect the hotfix branches of {}|Report merges to {} without review to the development lead
operations|HM|A.8.15|Administrator actions on {} are not sent to the central log|The log agent was lost in the platform upgrade
the payment gateway|the virtual desktop farm|the database cluster
Install the log agent on {} again, and verify the first events|Alert when {} sends no events for one hour|Add log delivery to the upgrade checklist of {}
operations|LLM|A.8.16|Alerts from {} were acknowledged after more than eight hours|The night shift has no access to the alert console
the endpoint protection|the backup system|the interface monitor
Give the night shift access to alerts from {}|Page the on-call engineer for high alerts from {}; test it once a month|Report time to acknowledge in the monthly service review
operations|M|A.5.26|Two incidents on {} were closed without a lesson-learned record|The form is optional in the ticket system
the telephony platform|the customer portal|the mail gateway
Write the missing lesson-learned records for {}|Make the lesson-learned form mandatory for incidents on {} rated high|Review open lessons about {} in the monthly service meeting
operations|L|A.8.17|Clocks of {} differ by more than a minute|A retired time server is still configured
the voice recorders|the door controllers|the scanners
Point {} to the current time servers|Monitor clock drift of {}|Retire the old time server, and search for remaining references
operations|LLM|A.5.9|The asset inventory has no entry for {}|Devices were bought by the site, not by IT
forty networked headsets|twelve test handsets|three document scanners
Enter {} in the inventory, with owner and site|Count devices on every floor, reconcile with purchasing, and explain how {} were missed|Stop local purchases such as {}
governance|LLM|A.6.3|Staff in {} took mandatory courses after their due date|Shift plans leave no time for e-learning
the late shift|the seasonal team|the back office
Plan one hour a month for e-learning in {}|Send team leaders of {} a list of open courses each week|Escalate courses overdue by 14 days to the site manager
governance|M|A.6.1|Background checks for {} were completed after access was granted|Access requests do not ask for the check
temporary agents|contract developers|the new quality analysts
Complete the missing background checks for {}|Block access for {} until HR confirms the check|Compare start dates and check dates of {} every quarter
governance|LLM|A.5.36|Evidence for {} was prepared only on the auditor's request|No calendar of recurring controls exists
the key rotation control|the log review control|the clear desk walks
Set up a calendar of recurring controls, starting with {}|Store evidence for {} in the shared control folder every month|Name an owner and a deputy for {}
governance|L|A.5.1|A standard that was withdrawn is still cited in {}|The review of 2024 was skipped
the acceptable use policy|the encryption guideline|the remote working policy
Update the references in {} and have it approved|Review the policies from the same year as {}|Publish the new version of {}; collect confirmations from team leaders
`
