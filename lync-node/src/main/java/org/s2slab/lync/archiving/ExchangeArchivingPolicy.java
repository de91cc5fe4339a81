package org.s2slab.lync.archiving;

/** The destination of one user's transcripts, as set by {@code Set-CsUser -ExchangeArchivingPolicy}. */
public enum ExchangeArchivingPolicy {
    /** Exchange archives if the mailbox is on In-Place Hold; otherwise Lync's own policy applies. */
    UNINITIALIZED("Uninitialized"),
    /** Lync's own policy applies. */
    USE_LYNC("UseLyncArchivingPolicy"),
    /** Neither server archives, even if Lync's policies require it. */
    NO_ARCHIVING("NoArchiving"),
    /** Exchange archives, with or without holds. */
    TO_EXCHANGE("ArchivingToExchange");

    private final String word;

    ExchangeArchivingPolicy(String word) {
        this.word = word;
    }

    /** The name in the product. */
    public String word() {
        return word;
    }

    static ExchangeArchivingPolicy of(String word) {
        return EnumParser.of(values(), ExchangeArchivingPolicy::word, word);
    }
}
