-- Items whose properties are still stored as elements. A start looks for them, and must not read all other items to find none.
CREATE INDEX items_in_the_old_form ON items (number) WHERE SUBSTR(properties, 1, 1) = '[';
