package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.s2slab.ews.EwsClient;
import org.s2slab.ews.EwsItemId;
import org.s2slab.lync.archiving.MailboxItemCodec.Mail;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.archiving.Transcript.Participant;
import org.s2slab.lync.archiving.TranscriptQueue.Queued;
import org.s2slab.lync.exchange.LyncFailureMapping;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlText;

/**
 * Archives transcripts in Exchange: an item in the hidden Purges folder of each participant's mailbox. Nobody can guess
 * the identity of an item. If an item is created twice, Exchange stores it once. If the item may already exist, its
 * content is compared with the transcript.
 */
public record ExchangeArchive(EwsClient exchange, ConferenceUploadStore uploads) {
    private static final String PURGES = "recoverableitemspurges";
    private static final String ITEM_CLASS = "IPM.Note.Microsoft.Conversation";

    private static final Set<RefusalCode> AWAY =
            Set.of(RefusalCode.PARTNER_UNREACHABLE, RefusalCode.METADATA_UNUSABLE, RefusalCode.TOKEN_UNOBTAINABLE);

    /**
     * Creates transcripts and their uploaded files in the mailbox of the context's user. Returns the result of each
     * transcript, in the order of the transcripts. Fails if Exchange returns no result for any of the transcripts.
     *
     * @param user the user's id in Lync
     */
    Future<List<Future<Void>>> deposit(List<Queued> transcripts, String user, CallContext context) {
        List<MailboxItemCodec.Message> messages =
                transcripts.stream().map(this::message).toList();
        return exchange.performEach(MailboxItemCodec.create(PURGES, messages), context)
                .map(created -> {
                    if (created.size() != messages.size()) {
                        throw LyncFailureMapping.incomplete(
                                created.size() + " answers to a CreateItem with " + messages.size() + " items");
                    }
                    List<Future<Void>> deposits = new ArrayList<>();
                    Future<Void> before = Future.succeededFuture();
                    for (int i = 0; i < created.size(); i++) {
                        Queued one = transcripts.get(i);
                        MailboxItemCodec.Message sent = messages.get(i);
                        Future<EwsItemId> item = created.get(i).map(MailboxItemCodec::created);
                        // The files of one transcript are attached after the files of another, even if the other
                        // failed.
                        before = before.transform(done -> item.compose(made -> compare(one, sent, made, context)
                                .compose(same -> attach(one.transcript(), made, context))));
                        deposits.add(before);
                    }
                    return deposits;
                });
    }

    /** Compares an existing item with the transcript; fails with an {@link OtherItem} if they differ. */
    private Future<Void> compare(Queued one, MailboxItemCodec.Message sent, EwsItemId item, CallContext context) {
        return one.mayBeThere()
                ? exchange.perform(MailboxItemCodec.get(item), context)
                        .map(MailboxItemCodec.Held::of)
                        .compose(held -> isSame(sent, held)
                                ? Future.<Void>succeededFuture()
                                : Future.failedFuture(new OtherItem(sent.id())))
                : Future.succeededFuture();
    }

    /** The failure of a delivery because Exchange stores a different item under the identity of the transcript. */
    static final class OtherItem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherItem(String id) {
            super(
                    "Exchange holds an item under the message id <" + id + "> that is not the transcript sent by it",
                    null,
                    false,
                    false);
        }
    }

    /** Compares the words of two bodies, because servers may change the markup but not the words. */
    private static boolean isSame(MailboxItemCodec.Message sent, MailboxItemCodec.Held held) {
        return sent.id().equals(held.id())
                && sent.itemClass().equals(held.itemClass())
                && subject(sent.subject()).equals(subject(held.subject()))
                && sent.from().address().equalsIgnoreCase(held.from())
                && words(sent.html()).equals(words(held.html()));
    }

    /** The subject as Exchange receives it, without characters that XML cannot contain. */
    private static String subject(String subject) {
        return words(XmlText.escape(subject));
    }

    private static String words(String html) {
        return html.replaceAll("<[^>]*>|\\s", " ").replaceAll(" +", " ").strip();
    }

    private MailboxItemCodec.Message message(Queued queued) {
        Transcript transcript = queued.transcript();
        Participant organiser = transcript.participants().get(0);
        List<Mail> others = transcript.participants().stream()
                .skip(1)
                .map(ExchangeArchive::mail)
                .toList();
        List<Entry> entries = transcript.entries();
        return new MailboxItemCodec.Message(
                ITEM_CLASS,
                transcript.subject(),
                TranscriptHtml.of(transcript),
                mail(organiser),
                others,
                queued.messageId(),
                entries.get(entries.size() - 1).at());
    }

    private Future<Void> attach(Transcript transcript, EwsItemId item, CallContext context) {
        Future<Void> last = Future.succeededFuture();
        for (Entry entry : transcript.entries()) {
            if (entry.kind() == Kind.UPLOAD) {
                last = last.compose(before -> uploads.of(transcript.conversation(), entry.sequence()))
                        .compose(found -> {
                            ConferenceUploadStore.Upload upload = found.orElseThrow(
                                    () -> Refusal.notFound("the file '" + entry.text() + "' is no longer there"));
                            return exchange.perform(
                                            MailboxItemCodec.attach(
                                                    item, entry.text(), upload.contentType(), upload.content()),
                                            context)
                                    .mapEmpty();
                        });
            }
        }
        return last;
    }

    /** Whether a failure would affect all other mailboxes, too. */
    static boolean isAway(Throwable failure) {
        return failure instanceof Refusal refusal && AWAY.contains(refusal.code());
    }

    private static Mail mail(Participant participant) {
        return new Mail(participant.name(), participant.mail());
    }
}
