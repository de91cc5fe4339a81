package org.s2slab.lync.archiving;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.s2slab.lync.archiving.LyncArchive.Archived;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.archiving.Transcript.Participant;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NameKey;

/** Export-CsArchivingData: writes the content of Lync's own archive into mail files. */
public record ArchiveExportCmdlet(Vertx vertx, LyncArchive archive, String pool, Clock clock) {
    private static final String SERVICE = "ArchivingDatabase:";

    public Cmdlet cmdlet() {
        return CMDLETS.cmdlet("Export-CsArchivingData", this::export);
    }

    private Future<CmdletOutput> export(CmdletArguments parameters) {
        String identity = parameters.text("Identity");
        if (!identity.equalsIgnoreCase(pool) && !identity.equalsIgnoreCase(SERVICE + pool)) {
            throw Refusal.invalid("Identity: cannot find \"" + identity + "\"; this is " + SERVICE + pool + ".");
        }
        Optional<String> user = parameters.optionalText("UserUri").map(NameKey::ofSip);
        boolean conferences = !parameters.flag("ExcludeWebConfArchive", false);
        Path folder = Path.of(parameters.text("OutputFolder"));
        return archive.between(
                        parameters.date("StartDate").orElseThrow(),
                        parameters.date("EndDate").orElseGet(clock::instant))
                .compose(found -> {
                    List<Archived> requested = found.stream()
                            .filter(one -> conferences || !one.transcript().conference())
                            .filter(one -> user.isEmpty() || concerns(one, user.get()))
                            .toList();
                    if (parameters.whatIf()) {
                        return Future.succeededFuture(CmdletOutput.NOTHING);
                    }
                    return vertx.executeBlocking(() -> write(folder, requested))
                            .compose(written -> archive.exported(
                                            requested, parameters.flag("Purge", false), clock.instant())
                                    .map(CmdletOutput.of(written)));
                });
    }

    private static boolean concerns(Archived archived, String sip) {
        return archived.transcript().participants().stream()
                .anyMatch(participant -> participant.sip().equals(sip));
    }

    private List<CmdletObject> write(Path folder, List<Archived> requested) throws IOException {
        Files.createDirectories(folder);
        List<CmdletObject> written = new ArrayList<>();
        for (Archived one : requested) {
            Transcript transcript = one.transcript();
            Path file = folder.resolve(transcript.id() + ".eml");
            Files.writeString(file, eml(transcript));
            written.add(CmdletObject.empty()
                    .with("FileName", file.toString())
                    .with("Subject", transcript.subject())
                    .with(
                            "Participants",
                            transcript.participants().stream()
                                    .map(participant -> "sip:" + participant.sip())
                                    .toList())
                    .with("ArchivedFor", one.users())
                    .with(
                            "Messages",
                            transcript.entries().stream()
                                    .filter(entry -> entry.kind() == Kind.MESSAGE)
                                    .map(Transcript.Entry::text)
                                    .toList())
                    .with("Stored", one.stored()));
        }
        return written;
    }

    private String eml(Transcript transcript) {
        var first = transcript.entries().get(0);
        String html = Base64.getMimeEncoder()
                .encodeToString(TranscriptHtml.of(transcript).getBytes(StandardCharsets.UTF_8));
        return String.join(
                "\r\n",
                "From: " + mailbox(transcript.participants().get(0)),
                "To: "
                        + transcript.participants().stream()
                                .skip(1)
                                .map(ArchiveExportCmdlet::mailbox)
                                .collect(Collectors.joining(", ")),
                "Subject: " + word(transcript.subject()),
                "Date: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(first.at().atOffset(ZoneOffset.UTC)),
                "Message-ID: <" + transcript.id() + "@" + pool + ">",
                "MIME-Version: 1.0",
                "Content-Type: text/html; charset=utf-8",
                "Content-Transfer-Encoding: base64",
                "",
                html,
                "");
    }

    private static String mailbox(Participant participant) {
        return word(participant.name()) + " <" + participant.mail() + ">";
    }

    /** Encodes a header text (RFC 2047), so that any display name stays in one header field. */
    private static String word(String text) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
