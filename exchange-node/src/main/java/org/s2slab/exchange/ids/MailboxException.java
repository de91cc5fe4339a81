package org.s2slab.exchange.ids;

/** Why a mailbox did not take a change; which response code that becomes is for each operation to say. */
public final class MailboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
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
        /** Of the form before Service Pack 1 of Exchange 2007: ConvertId alone reads it. */
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
