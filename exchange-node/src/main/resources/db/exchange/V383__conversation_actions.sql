-- What is always done with the messages of a conversation: an inbox rule without conditions as an XML document.
CREATE TABLE conversation_actions (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    conversation TEXT NOT NULL,
    action TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (mailbox, conversation, action)
);
