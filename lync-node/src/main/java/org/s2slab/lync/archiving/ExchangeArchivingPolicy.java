package org.s2slab.lync.archiving;

/** Where one user's transcripts go, as said by {@code Set-CsUser -ExchangeArchivingPolicy}. */
public enum ExchangeArchivingPolicy {
    /** An In-Place Hold on the mailbox decides; without one, Lync archives by its own policy. */
    UNINITIALIZED("Uninitialized"),
    /** Lync archives by its own policy. */
    USE_LYNC("UseLyncArchivingPolicy"),
    /** Nobody archives, whatever Lync's policies say. */
    NO_ARCHIVING("NoArchiving"),
    /** Exchange archives, whatever holds there are. */
    TO_EXCHANGE("ArchivingToExchange");

    private final String word;

    ExchangeArchivingPolicy(String word) {
        this.word = word;
    }

    /** The product's word. */
    public String word() {
        return word;
    }

    static ExchangeArchivingPolicy of(String word) {
        return EnumParser.of(values(), ExchangeArchivingPolicy::word, word);
    }
}
