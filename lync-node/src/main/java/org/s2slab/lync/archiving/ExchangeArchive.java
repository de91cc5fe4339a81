package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.archiving.Transcript.Participant;
import org.s2slab.lync.exchange.ItemId;
import org.s2slab.lync.exchange.MailboxItems;
import org.s2slab.lync.exchange.MailboxItems.Mail;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/**
 * Exchange as the place where transcripts end: an item in the hidden Purges folder of each participant's mailbox. Each
 * deposit has an identity; made twice, Exchange keeps one.
 */
public final class ExchangeArchive {
    private static final String PURGES = "recoverableitemspurges";
    private static final String ITEM_CLASS = "IPM.Note.Microsoft.Conversation";

    private static final Set<RefusalCode> AWAY =
            Set.of(RefusalCode.PARTNER_UNREACHABLE, RefusalCode.METADATA_UNUSABLE, RefusalCode.TOKEN_UNOBTAINABLE);

    private final MailboxItems items;
    private final UploadStore uploads;
    private final String host;

    /** @param host the host that names this Lync in message ids */
    public ExchangeArchive(MailboxItems items, UploadStore uploads, String host) {
        this.items = items;
        this.uploads = uploads;
        this.host = host;
    }

    /**
     * Puts transcripts, and the files uploaded to them, into the mailbox of the context's user; what became of each, in
     * their order. Fails where nothing was answered for any of them.
     *
     * @param user the user's id in Lync
     */
    Future<List<Future<Void>>> deposit(List<Transcript> transcripts, String user, CallContext context) {
        String key = key(user);
        List<MailboxItems.Message> messages =
                transcripts.stream().map(one -> message(one, key)).toList();
        return items.createAll(PURGES, messages, context).map(created -> {
            List<Future<Void>> deposits = new ArrayList<>();
            Future<Void> before = Future.succeededFuture();
            for (int i = 0; i < created.size(); i++) {
                Transcript transcript = transcripts.get(i);
                Future<ItemId> item = created.get(i);
                // Files of one after the other, whatever became of the one before.
                before = before.transform(done -> item.compose(made -> attach(transcript, made, context)));
                deposits.add(before);
            }
            return deposits;
        });
    }

    private MailboxItems.Message message(Transcript transcript, String key) {
        Participant organiser = transcript.participants().get(0);
        List<Mail> others = transcript.participants().stream()
                .skip(1)
                .map(ExchangeArchive::mail)
                .toList();
        List<Entry> entries = transcript.entries();
        return new MailboxItems.Message(
                ITEM_CLASS,
                transcript.subject(),
                TranscriptHtml.of(transcript),
                mail(organiser),
                others,
                transcript.id() + "." + key + "@" + host,
                entries.get(entries.size() - 1).at());
    }

    private Future<Void> attach(Transcript transcript, ItemId item, CallContext context) {
        Future<Void> last = Future.succeededFuture();
        for (Entry entry : transcript.entries()) {
            if (entry.kind() == Kind.UPLOAD) {
                last = last.compose(before -> uploads.of(transcript.conversation(), entry.sequence()))
                        .compose(found -> {
                            UploadStore.Upload upload = found.orElseThrow(() -> new Refusal(
                                    RefusalCode.NOT_FOUND, "the file '" + entry.text() + "' is no longer there"));
                            return items.attach(item, entry.text(), upload.contentType(), upload.content(), context);
                        });
            }
        }
        return last;
    }

    /** Whether a failure would meet any other mailbox, too. */
    static boolean isAway(Throwable failure) {
        return failure instanceof Refusal refusal && AWAY.contains(refusal.code());
    }

    private static Mail mail(Participant participant) {
        return new Mail(participant.name(), participant.mail());
    }

    /** Names a participant within a message id, whatever characters the user's name has. */
    private static String key(String user) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
