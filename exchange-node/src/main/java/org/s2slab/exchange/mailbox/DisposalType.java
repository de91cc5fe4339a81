package org.s2slab.exchange.mailbox;

/** The ways to delete an item (t:DisposalType). The names are the values in EWS requests. */
public enum DisposalType {
    HardDelete,
    SoftDelete,
    MoveToDeletedItems
}
