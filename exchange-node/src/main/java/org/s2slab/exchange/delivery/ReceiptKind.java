package org.s2slab.exchange.delivery;

/**
 * The kinds of receipts.
 *
 * @param suffix the suffix of the item class
 * @param prefix the prefix of the subject
 * @param done the event of the message, for the text
 */
record ReceiptKind(String suffix, String prefix, String done) {
    static final ReceiptKind READ = new ReceiptKind("IPNRN", "Read: ", "was read");
    static final ReceiptKind NOT_READ = new ReceiptKind("IPNNRN", "Not read: ", "was deleted without being read");
    static final ReceiptKind DELIVERED = new ReceiptKind("DR", "Delivered: ", "has been delivered");
}
