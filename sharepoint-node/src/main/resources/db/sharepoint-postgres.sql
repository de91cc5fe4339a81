-- The transactions of several servers commit in any order. A reader remembers the number of the last change that it has read. So the
-- changes of a site collection get their numbers under a lock until the commit, and no reader skips a change.
CREATE FUNCTION list_change_in_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM id FROM sites WHERE id = (SELECT root_id FROM sites WHERE id = NEW.site_id) FOR UPDATE;
    NEW.number := nextval(pg_get_serial_sequence('list_changes', 'number'));
    RETURN NEW;
END $$;
CREATE TRIGGER list_change_in_order BEFORE INSERT ON list_changes FOR EACH ROW EXECUTE FUNCTION list_change_in_order();
