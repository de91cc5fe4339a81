package org.s2slab.exchange.ids;

/** A refused operation of a mailbox, with its reason. Each EWS operation maps the reason to a response code. */
public final class MailboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The reason of the refusal. */
    public enum Kind {
        CONTACT_UNKNOWN,
        GROUP_UNKNOWN,
        GROUP_NAME_TAKEN,
        GROUP_LIMIT,
        CONTACT_LIMIT,
        NOT_A_MEMBER,
        ITEM_UNKNOWN,
        ITEM_PRESERVED,
        ITEM_UNCHANGEABLE,
        FOLDER_UNKNOWN,
        FOLDER_EXISTS,
        FOLDER_DISTINGUISHED,
        FOLDER_IN_ITSELF,
        FOLDER_TOO_DEEP,
        FOLDER_PRESERVING,
        ATTACHMENT_UNKNOWN,
        ATTACHMENT_TOO_LARGE,
        ID_MALFORMED,
        ID_MONIKER_TOO_LONG,
        ID_STORE_OBJECT_TOO_LONG,
        /** An id in the format before Service Pack 1 of Exchange 2007. Only ConvertId accepts such an id. */
        ID_LEGACY;

        /** Throws the exception of this reason if a condition is true. */
        public void throwIf(boolean condition) {
            if (condition) {
                throw new MailboxException(this);
            }
        }
    }

    private final Kind kind;

    public MailboxException(Kind kind) {
        super(kind.name(), null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
