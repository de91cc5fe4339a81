package org.s2slab.exchange.mailbox;

/** The ways to delete (t:DisposalType), spelled as they go over the wire. */
public enum DisposalType {
    HardDelete,
    SoftDelete,
    MoveToDeletedItems
}
