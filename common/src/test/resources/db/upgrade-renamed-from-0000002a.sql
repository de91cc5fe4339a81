INSERT INTO main.persons SELECT number, name FROM earlier.people;
