-- An agency's own codes refine the outcome and where the customer was sent; an event of a wrap-up carries them from now on.
alter table wrap_up_drafts add column agency_outcome text;
alter table wrap_up_drafts add column agency_referral text;
