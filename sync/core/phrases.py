"""What the small messages of an exchange are made of; both sides hold the same text.

A dictionary for zstd (RFC 8878, "raw content"): what stands here costs a message a few
bits, and what stands towards the end costs least. It is the first half of what
`packing.BRIEF` means, for good: a device and a server of different versions could not
read each other if a letter of it changed. Whoever finds better phrases gives them, and
the encoding, another name.
"""

PHRASES = b"""\
"counted":"","by_id":"","headers":"","mapping":"","verdict":"same","kept_id":"","one_id":"",\
"other_id":"","filters":"","pinned":true,"why":"","quantity_milli":1000,"price_minor":\
"cost_minor":"code":"","to_id":"","by_on":"","answer":"","answered_ms":"state":"open",\
"closed_ms":0,"solution":"","told_ms":"mime":"image/jpeg","size":"sha256":"restored":true,\
"author_dismissed":true,"keeper_dismissed":true,"kept_stamp":"kept":"","author_id":"",\
"keeper_id":"","value":"about_kind":"deal","about_id":"field":"",["conflict","\
"won_reasons":"","lost_reasons":"","outcomes":"","order_rules":"","audio_days":\
"check_in_days":"stale_days":90,"active":true,"role":"rep","revoked":true,"number":\
"meaning":"","merged_into":"","parent_id":"","industry":"","website":"https://www.\
"street":"","region":"","postcode":"","hours":"","gate_code":"","favourites":"","place":"",\
"must_know":"","mood_ms":"renews_on":"birthday":"","confirmed_ms":"mobile":"+","phone":"+",\
"email":"@gmail.com","city":"","country":"","imported":"given_by":"","given_from":"",\
"given_why":"","parked":true,"alive_ms":"confidence":"reason_tag":"","closed_on":"2027-0\
"product_id":"","products":"","met":"","outcome":"","done":true,"done_ms":"due_on":"2026-1\
"form":"call","form":"visit","form":"check_in","mood":"happy","mood":"unhappy","mood":"fine",\
"read":"unsure","read":"cold","read":"keen","transcription":"pending","transcription":"done",\
"corrections":"","heard":"","answered":"","original":"","written_ms":179\
["attachment","["problem","["ask","["fact","["deal_line","["account","["contact","\
["follow_up","["visit","["note","kind":"attachment","id":"kind":"follow_up","id":"01\
"kind":"account","id":"01"kind":"contact","id":"01"kind":"visit","id":"01"kind":"note","id":"01\
,"fields":{"account_id": "01, "deal_id": "01, "visit_id": "01, "owner_id": "01, "at_ms": 179\
, "text": "We met and talked about the price. They want to see an offer by the end of the month\
, "text": "Call , "text": "Send , "due_on": "2026-1, "next_step": ", "amount_minor": 000\
, "stage_id": "stage-qualified", "stage_id": "stage-negotiation", "stage_id": "stage-proposal"\
, "shared": true, "created_ms": 179,"visit_id":"01","at_ms":179,"text":"","deal_id":"01\
{"created_ms":179,"account_id":"01","contact_id":"01","name":"","title":"","pipeline_id":\
"pipeline-sales","stage_id":"stage-new","stage_id":"stage-qualified","stage_id":"stage-won",\
"stage_id":"stage-lost","stage_id":"stage-negotiation","stage_id":"stage-proposal",\
"amount_minor":00000,"currency":"USD","currency":"EUR","expected_on":"2026-1","expected_on":\
"2027-0","reason":"because of ","owner_id":"01","source":"hubspot","source":"salesforce",\
"source_id":"00","shared":true,"shared":false,"deleted":false}],["deal","01\
"exits":[["deal","01"refused":[{"n":"reason":"refused.not_yours"restart":true"more":true,\
"rows":[["deal","01",{"title":"",{"title": "", "reason": "", "deleted": false}}]]}\
"clock":"wall","seen":"","seen":"01;account_id=01;read=01;stage_id=01;text=01;amount_minor=01;\
deleted=01;reason=01;title=01"}]}{"protocol":2,"schema":2,"now_ms":179,"cursor":"2.\
"made":1,"changes":[{"n":1,"kind":"deal","id":"01","fields":{"stage_id": "stage-\
", "reason": "", "deleted": false},"stamp":"01","seen":"01{"now_ms":179,"accepted":\
{"now_ms":179,"cursor":"2."""
