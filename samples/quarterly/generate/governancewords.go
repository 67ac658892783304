package main

// clauseWords: client or *, clause, requirement, type, metric, threshold, unit, comparison, clock, in force from, why it does not apply.
const clauseWords = `
*|S4.1|The Supplier reports on the security of the service within ten business days after each calendar quarter.|Reporting|||||||
NWB|S4.2|The Supplier informs the Client of a security incident that touches Client Data within 24 hours of its detection.|Notification|incidents.notified_on_time|24|Hours|At most|Detected|2023-10-01|
ALP|S4.2|The Supplier informs the Client of a security incident that touches Client Data within 48 hours of its detection.|Notification|incidents.notified_on_time|48|Hours|At most|Detected|2024-04-01|
NWB|S4.3|At least 95 % of Supplier Staff complete mandatory security training when it is due.|Training|people.trained|95|Percent|At least||2023-10-01|
ALP|S4.3|At least 90 % of Supplier Staff complete mandatory security training when it is due.|Training|people.trained|90|Percent|At least||2024-04-01|
*|S4.4|Supplier Staff are screened before they are given access to Client Data.|Screening|people.screened_before_access|100|Percent|At least||2024-04-01|
*|S5.1|Access to systems that hold Client Data requires multi-factor authentication.|MFA|accounts.mfa|98|Percent|At least||2024-04-01|
*|S5.2|Access rights are reviewed every quarter, and each review is finished by its due date.|Access review|access_reviews.on_time|95|Percent|At least||2024-04-01|
*|S5.3|Access that a review revokes is removed within five days.|Access review|access_reviews.removed_in_time|95|Percent|At least||2024-04-01|
*|S5.4|No account of a person who has left stays enabled.|Access review|accounts.of_leavers|0|Items|At most||2024-04-01|
*|S6.1|Critical and high vulnerabilities are fixed within the agreed times.|SLA|vulnerabilities.on_time|90|Percent|At least||2024-04-01|
*|S6.2|All systems that hold Client Data are scanned for vulnerabilities at least once in each quarter.|Scan|assets.scanned|95|Percent|At least||2024-04-01|
*|S6.3|Each release is reviewed for security before it goes live.|Testing|development.reviewed|100|Percent|At least||2024-04-01|
NWB|S6.4|A penetration test is carried out every year and its findings are closed on time.|Testing|findings.on_time|85|Percent|At least||2023-10-01|
*|S7.1|Findings of audits are closed by the date agreed.|SLA|remediation.on_time|90|Percent|At least||2024-04-01|
*|S8.1|The Supplier informs the Client before a new sub-processor begins.|Sub-processor|suppliers.notified|100|Percent|At least||2024-04-01|
*|S8.2|The Supplier keeps a certificate to ISO/IEC 27001 in force for the service.|Certification|certifications.expired|0|Items|At most||2024-04-01|
*|S9.1|The Client may audit the Supplier once a year.|Audit right|||||||
ALP|S10.1|Card data is processed in an environment certified to PCI DSS.|Certification||||||2024-04-01|The service processes no card data
NWB|S10.2|Recovery of the service is tested every six months.|Testing|continuity.tests|2|Items|At least||2027-01-01|
`

// policyWords: title, version, owner, status, approved on, next review.
const policyWords = `
Information security policy|6.0|Margaret Sutherland|Approved|2026-02-16|2027-02-16
Acceptable use|4.2|Samuel Adeyemi|Approved|2026-02-16|2027-02-16
Access control|5.1|Priya Raman|Approved|2025-11-10|2026-11-10
Joiners, movers and leavers|3.0|Priya Raman|Approved|2025-11-10|2026-11-10
Screening of staff|2.3|Samuel Adeyemi|Approved|2026-01-19|2027-01-19
Security awareness and training|3.4|Samuel Adeyemi|Approved|2026-01-19|2027-01-19
Incident management and notification|5.0|Grace Okonkwo|Approved|2026-03-09|2027-03-09
Vulnerability and patch management|4.0|Tomasz Wojcik|Approved|2025-09-08|2026-09-08
Secure development|3.1|Tomasz Wojcik|Approved|2026-04-20|2027-04-20
Change and release management|4.4|Daniel Ferreira|Approved|2026-04-20|2027-04-20
Supplier security|2.8|Eleanor Whitfield|Approved|2026-05-18|2027-05-18
Data protection and retention|5.2|Grace Okonkwo|Approved|2026-05-18|2027-05-18
Cryptography|2.0|Tomasz Wojcik|Approved|2025-12-01|2026-12-01
Logging and monitoring|2.6|Hannah Lindqvist|Approved|2025-12-01|2026-12-01
Business continuity|4.1|José Almeida|Approved|2026-06-22|2027-06-22
Physical security|3.0|Hannah Lindqvist|Approved|2026-06-22|2027-06-22
Use of artificial intelligence|1.0|Margaret Sutherland|Draft||2026-12-15
Remote access by modem|1.4|Tomasz Wojcik|Retired|2019-05-06|2020-05-06
`

// supplierWords: name, client, service, criticality, processes data, country, status, approved, onboarded, client told,
// assessed, next assessment, agreement, contract end, certification.
const supplierWords = `
Borealis Hosting;All clients;Data centres and virtual machines;Critical;Yes;Ireland;Active;2021-02-08;2021-03-01;2021-02-15;2026-04-13;2027-04-13;2021-02-22;2028-02-28;ISO/IEC 27001, SOC 2
Quillmail;All clients;Printing and posting of letters;High;Yes;Austria;Active;2022-05-16;2022-06-01;2022-05-20;2026-01-26;2027-01-26;2022-05-23;2027-05-31;ISO/IEC 27001
Tessera Identity;All clients;Directory and single sign-on;Critical;Yes;Netherlands;Active;2022-09-12;2022-10-03;2022-09-19;2025-08-11;2026-08-11;2022-09-26;2027-09-30;SOC 2
Larkspur Telephony;Northwind Bank;Contact centre telephony;High;Yes;United Kingdom;Active;2023-08-21;2023-10-01;2023-09-04;2026-05-11;2027-05-11;2023-09-11;2026-12-31;ISO/IEC 27001
Harbour Scan;All clients;Vulnerability scanning;Medium;No;Germany;Active;2023-01-16;2023-02-01;;2026-02-23;2027-02-23;;2027-01-31;
Clearway Screening;All clients;Background checks;High;No;United Kingdom;Active;2020-11-02;2020-12-01;;2026-03-16;2027-03-16;2020-11-16;2026-11-30;ISO/IEC 27001
Pinelake Analytics;Alpenrose Mutual;Document recognition;High;Yes;Austria;Active;2026-06-15;2026-07-13;2026-06-22;2026-06-08;2027-06-08;2026-06-29;2028-07-12;ISO/IEC 27001
Marlow Translations;Northwind Bank;Translation of letters;Low;Yes;United Kingdom;Active;2026-08-03;2026-08-17;2026-08-07;2026-07-27;2027-07-27;2026-08-10;2027-08-16;
Fernhill Archive;All clients;Paper archive;Medium;Yes;Austria;Offboarded;2018-02-05;2018-03-01;;2024-10-07;;2018-02-19;2025-12-31;
`

// certificateWords: certificate, standard, client, scope, issued by, status, issued, valid until, last and next audit, period.
const certificateWords = `
CERT-27001|ISO/IEC 27001:2022|{}|Claims handling and dispute services in Leeds and Graz|Norland Certification|Valid|2024-11-18|2027-11-17|2026-09-11|2027-09-13||
CERT-22301|ISO 22301:2019|{}|Continuity of claims handling|Norland Certification|Valid|2023-12-04|2026-12-03|2025-11-24|2026-11-23||
SOC2-2026|SOC 2 Type II|{}|Security and availability of the claims platform|Whitcombe Assurance|Valid|2026-05-29|2027-05-28|2026-04-24|2027-04-12|2025-04-01|2026-03-31
CE-PLUS|Cyber Essentials Plus|Northwind Bank|Service for Northwind Bank|Harrow Testing|Valid|2025-10-20|2026-10-19|2025-10-06|2026-10-12||
`
