"""What a representative asks a contact."""

from __future__ import annotations

from trainer.record.topic.base import Topic, about, table

# Identity items, in the order a book would try them by telephone; papers belong to the counter, the portal to chat.
IDENTITY_ITEMS = ("service_address", "phone_on_file", "last_payment", "account_number")
COUNTER_ITEMS = ("photo_id",)
WRITTEN_ITEMS = ("portal_sign_in", "email_on_file")

QUESTIONS = table(
    *about(
        "The common ones",
        Topic("caller_name", "name"),
        Topic("service_address", "service address"),
        Topic("phone_on_file", "phone on file"),
        Topic("last_payment", "last payment"),
        Topic("account_number", "account number"),
        Topic("change_at_home", "changes at home"),
        Topic("why_late", "why it was late"),
        Topic("leak_place", "where the water is"),
        Topic("leak_side", "which side of the meter"),
        Topic("leak_flow", "how much water"),
        Topic("danger", "any danger"),
        Topic("callback_number", "callback number"),
        Topic("valve_result", "whether the valve shut it"),
    ),
    *about(
        "Who they are",
        Topic("photo_id", "photo identification"),
        Topic("portal_sign_in", "being signed in to the portal"),
        Topic("email_on_file", "e-mail on file"),
        Topic("relation", "how they are connected with the account"),
        Topic("written_authority", "written authority"),
        Topic("language", "language they prefer"),
        Topic("interpreter", "who could interpret"),
        Topic("access_need", "what would make it easier to read or hear"),
    ),
    *about(
        "Starting, changing, ending service",
        Topic("place_wanted", "address where service is wanted"),
        Topic("customer_kind", "owner, tenant, business or builder"),
        Topic("ownership_papers", "papers that show ownership"),
        Topic("lease", "lease"),
        Topic("owner_consent", "owner’s signed form"),
        Topic("business_papers", "business papers"),
        Topic("start_date", "day to start"),
        Topic("end_date", "day to end"),
        Topic("forwarding_address", "where the last bill goes"),
        Topic("someone_there", "someone there, and taps closed, at turn-on"),
        Topic("name_papers", "papers for the new name"),
        Topic("closing_date", "day the sale closes"),
        Topic("construction_use", "what the construction water is for"),
    ),
    *about(
        "Paying, credit, hardship",
        Topic("how_paid", "how and when it was paid"),
        Topic("payment_proof", "proof of the payment"),
        Topic("refund_or_credit", "refund or credit"),
        Topic("bank_details", "bank details on the form"),
        Topic("signature", "signature on the form"),
        Topic("portal_trouble", "what the portal shows"),
        Topic("able_to_pay", "what can be paid, and when"),
        Topic("income", "income or a benefit"),
        Topic("medical_certificate", "certificate of a care provider"),
        Topic("willing_to_arrange", "whether they would agree to a plan"),
        Topic("rent_proof", "proof of paying rent in time"),
        Topic("credit_letter", "letter of credit from another utility"),
        Topic("landlord", "whether the landlord is the customer"),
        Topic("third_party", "whom else to notify"),
    ),
    *about(
        "Leaks, meters, water",
        Topic("repair", "repair and its day"),
        Topic("repair_proof", "proof of the repair"),
        Topic("people_at_home", "people who live there"),
        Topic("residency_proof", "proof for every resident"),
        Topic("landscape_sketch", "sketch of the landscape"),
        Topic("indicator", "leak indicator with all water off"),
        Topic("water_look", "how the water looks, smells or tastes"),
        Topic("only_hot", "whether only the hot water"),
        Topic("sewage_place", "where the sewage is"),
        Topic("spill_size", "how much was spilled"),
        Topic("since_when", "since when"),
        Topic("others_affected", "whether neighbors have it too"),
    ),
    *about(
        "The counter, the mail, people in trouble",
        Topic("purpose", "what it is about"),
        Topic("organization", "whom they are from"),
        Topic("date_of_death", "day of the death"),
        Topic("who_acts", "who may act for the estate"),
        Topic("petition_date", "day of the petition"),
        Topic("safe_now", "whether they are safe now"),
        Topic("protection", "protection by Safe at Home or by a court"),
    ),
)  # fmt: skip
