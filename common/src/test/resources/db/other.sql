-- sqlite only
CREATE TABLE other (a TEXT);
-- end
