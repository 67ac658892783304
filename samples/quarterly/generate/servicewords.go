package main

// incidentWords: number, what happened, client, severity, state, category, who detected it, when it occurred, was detected,
// confirmed, acknowledged, contained and resolved, whether the client must be told, what starts the clock, hours (the
// contract's own where empty), when the client was told, by whom, root cause.
const incidentWords = `
INC0051002|Statement letters sent to a former address|NWB|Medium|Closed|Misdirected mail|External|2025-11-03 09:10|2025-11-05 11:20|2025-11-05 15:00|2025-11-05 11:45|2025-11-06 10:00|2025-11-10 16:30|Yes|Detected||2025-11-06 09:15|Priya Raman|Address change was keyed into one of two systems
INC0051377|Phishing message answered with a password|NWB|High|Closed|Phishing|Internal|2026-01-19 08:32|2026-01-19 09:05|2026-01-19 10:10|2026-01-19 09:12|2026-01-19 10:40|2026-01-21 12:00|No|||||Message passed the filter from a partner's real mailbox
INC0051813|Malware stopped on an agent's laptop|NWB|Low|Closed|Malware|Internal|2026-03-26 14:02|2026-03-26 14:02|2026-03-26 14:30|2026-03-26 14:06|2026-03-26 14:20|2026-03-27 09:00|No|||||Download of an unapproved tool
INC0052240|Case files opened without a case assigned|NWB|Medium|Closed|Misuse of access|Internal|2026-05-04 10:00|2026-05-11 08:40|2026-05-12 13:00|2026-05-11 09:30|2026-05-11 11:00|2026-05-15 17:00|Yes|Confirmed||2026-05-12 16:05|Priya Raman|Role allowed a search over all cases
INC0052688|Dispute evidence attached to the wrong case|NWB|Medium|Closed|Misdirected data|External|2026-07-08 13:20|2026-07-09 09:55|2026-07-09 12:10|2026-07-09 10:15|2026-07-09 11:30|2026-07-13 15:45|Yes|Detected||2026-07-10 08:30|Priya Raman|Two cases of one cardholder were open at once
INC0052731|Repeated sign-in attempts from abroad|NWB|Low|Closed|Brute force|Internal|2026-07-21 01:14|2026-07-21 01:31|2026-07-21 06:20|2026-07-21 02:02|2026-07-21 02:10|2026-07-22 10:00|No|||||Addresses in a published list of credentials
INC0052860|Export of open disputes left on a shared drive|NWB|High|Resolved|Data exposure|Internal|2026-08-11 16:00|2026-08-19 10:25|2026-08-19 14:00|2026-08-19 10:40|2026-08-19 12:50|2026-08-24 18:00|Yes|Detected||2026-08-20 15:40|Priya Raman|Report was scheduled to a folder that all staff can read
INC0052914|Outage of the dispute portal after a release|NWB|High|Closed|Availability|Internal|2026-08-27 06:05|2026-08-27 06:11|2026-08-27 06:30|2026-08-27 06:14|2026-08-27 08:20|2026-08-27 11:00|No|||||Database migration held a lock for too long
INC0053005|Contractor's badge used after the contract ended|NWB|Medium|Closed|Physical access|Internal|2026-09-07 07:50|2026-09-08 12:00|2026-09-08 15:15|2026-09-08 12:30|2026-09-08 12:45|2026-09-11 09:30|No|||||
INC0053102|Unusual downloads from the claims platform|NWB|High|In progress|Misuse of access|Internal|2026-09-28 19:40|2026-09-29 08:15||2026-09-29 08:30|2026-09-29 09:50||Yes|Detected||2026-09-29 16:20|Priya Raman|
`

// assetWords: name, class, how many each client has.
const assetWords = `
web|Web application|5
api|Web application|4
app|Server|9
db|Server|5
img|Container image|8
lib|Code repository|6
`

// weaknessWords: tool, kind of test, check, title, severity, classes of asset that can have it.
const weaknessWords = `
Harbour Scan|Infrastructure|HS-10114|Operating system package without its current update|High|Server
Harbour Scan|Infrastructure|HS-10388|Weak key exchange offered by the SSH service|Medium|Server
Harbour Scan|Infrastructure|HS-10721|Self-signed certificate on an internal service|Low|Server
Harbour Scan|Infrastructure|HS-11902|Unsupported database version|Critical|Server
Layercheck|Container|LC-2231|Base image out of date|High|Container image
Layercheck|Container|LC-2240|Container runs as root|Medium|Container image
Lintel|SAST|LNT-SQL-04|Query built from unchecked input|High|Code repository
Lintel|SAST|LNT-LOG-11|Personal data written to a log|Medium|Code repository
Lintel|SAST|LNT-CRY-02|Outdated hash function|Low|Code repository
Depwatch|Dependency|DW-7719|Library with a published weakness in its parser|High|Code repository,Container image
Depwatch|Dependency|DW-8046|Library no longer maintained|Medium|Code repository
Waverider|DAST|WR-301|Session cookie without the secure attribute|Medium|Web application
Waverider|DAST|WR-417|Reflected script in an error page|High|Web application
Waverider|DAST|WR-522|Missing content security policy|Low|Web application
Penetration test 2026|Penetration test|PT26-A|Direct access to another customer's document|Critical|Web application
Penetration test 2026|Penetration test|PT26-B|Account lockout can be avoided|Medium|Web application
`
