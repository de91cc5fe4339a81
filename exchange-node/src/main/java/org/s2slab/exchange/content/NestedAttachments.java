package org.s2slab.exchange.content;

import java.util.List;
import java.util.function.UnaryOperator;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;

/** The attachments of an attached item: parts of that item, which are stored with it. */
public final class NestedAttachments {
    private NestedAttachments() {}

    /**
     * What is in an attachment under these keys, outer ones first: the attachment itself, if there are no keys. Fails with
     * ATTACHMENT_UNKNOWN.
     */
    public static NewAttachment find(NewAttachment outer, List<String> keys) {
        NewAttachment found = outer;
        for (String key : keys) {
            found = attached(found).stream()
                    .filter(one -> key.equals(one.key()))
                    .findFirst()
                    .orElseThrow(() -> new MailboxException(Kind.ATTACHMENT_UNKNOWN));
        }
        return found;
    }

    /** The attachment with other attachments of the attached item that {@link #find} finds under these keys. */
    public static NewAttachment changed(
            NewAttachment outer, List<String> keys, UnaryOperator<List<NewAttachment>> change) {
        List<NewAttachment> attached = attached(outer);
        return outer.withAttachments(
                keys.isEmpty()
                        ? change.apply(attached)
                        : attached.stream()
                                .map(one -> keys.get(0).equals(one.key())
                                        ? changed(one, keys.subList(1, keys.size()), change)
                                        : one)
                                .toList());
    }

    private static List<NewAttachment> attached(NewAttachment outer) {
        return outer.item() == null ? List.of() : outer.item().attachments();
    }
}
