"""What comes in on one day: payments in envelopes, mail and bounced e-mail, people at the counter."""
