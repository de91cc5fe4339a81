-- refused: 1 where Exchange refuses the transcript for what is in it, 0 where the failure is about the mailbox or the server.
ALTER TABLE deliveries ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
