package org.s2slab.exchange.delivery;

/**
 * The kinds of receipts.
 *
 * @param suffix of the item class
 * @param prefix of the subject
 * @param done what happened to the message, in the text
 */
record ReceiptKind(String suffix, String prefix, String done) {
    static final ReceiptKind READ = new ReceiptKind("IPNRN", "Read: ", "was read");
    static final ReceiptKind NOT_READ = new ReceiptKind("IPNNRN", "Not read: ", "was deleted without being read");
    static final ReceiptKind DELIVERED = new ReceiptKind("DR", "Delivered: ", "has been delivered");
}
