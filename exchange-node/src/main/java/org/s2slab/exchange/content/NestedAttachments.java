package org.s2slab.exchange.content;

import java.util.List;
import java.util.function.UnaryOperator;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;

/** Finds and changes the attachments of an attached item, which are stored inside of that item. */
public final class NestedAttachments {
    private NestedAttachments() {}

    /**
     * Finds a nested attachment by the keys of the path, outermost first; without keys, the outer attachment. Fails
     * with ATTACHMENT_UNKNOWN.
     */
    public static AttachmentWithContent find(AttachmentWithContent outer, List<String> keys) {
        AttachmentWithContent found = outer;
        for (String key : keys) {
            found = attached(found).stream()
                    .filter(one -> key.equals(one.key()))
                    .findFirst()
                    .orElseThrow(() -> new MailboxException(Kind.ATTACHMENT_UNKNOWN));
        }
        return found;
    }

    /** Changes the attachments of the attached item at the path of keys, as in {@link #find}. */
    public static AttachmentWithContent changed(
            AttachmentWithContent outer, List<String> keys, UnaryOperator<List<AttachmentWithContent>> change) {
        List<AttachmentWithContent> attached = attached(outer);
        return outer.withAttachments(
                keys.isEmpty()
                        ? change.apply(attached)
                        : attached.stream()
                                .map(one -> keys.get(0).equals(one.key())
                                        ? changed(one, keys.subList(1, keys.size()), change)
                                        : one)
                                .toList());
    }

    private static List<AttachmentWithContent> attached(AttachmentWithContent outer) {
        return outer.item() == null ? List.of() : outer.item().attachments();
    }
}
