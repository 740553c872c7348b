-- The newest transfers of one integration set, for the people who look after it.
CREATE INDEX transfers_of_set ON transfers (workspace, set_id, changed);
