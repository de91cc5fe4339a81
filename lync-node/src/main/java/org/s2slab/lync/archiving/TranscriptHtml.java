package org.s2slab.lync.archiving;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Participant;
import org.s2slab.xml.XmlText;

/** Writes a transcript as the HTML body of a mail. */
final class TranscriptHtml {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private TranscriptHtml() {}

    /** Writes participants and entries; times are in UTC. */
    static String of(Transcript transcript) {
        StringBuilder html = new StringBuilder("<html><body><p>Participants:");
        for (Participant one : transcript.participants()) {
            html.append("<br/>")
                    .append(escape(one.name()))
                    .append(" &lt;sip:")
                    .append(escape(one.sip()))
                    .append("&gt;");
        }
        html.append("</p><table>");
        for (Entry entry : transcript.entries()) {
            html.append("<tr><td>")
                    .append(TIME.format(entry.at()))
                    .append("</td><td>")
                    .append(escape(transcript.nameOf(entry.sip())))
                    .append("</td><td>")
                    .append(what(entry))
                    .append("</td></tr>");
        }
        return html.append("</table></body></html>").toString();
    }

    private static String what(Entry entry) {
        return switch (entry.kind()) {
            case MESSAGE -> escape(entry.text()).replace("\n", "<br/>");
            case JOIN -> "<i>joined the conference</i>";
            case LEAVE -> "<i>left the conference</i>";
            case UPLOAD -> "<i>uploaded " + escape(entry.text()) + "</i>";
        };
    }

    private static String escape(String text) {
        return XmlText.escape(text);
    }
}
