package org.s2slab.lync.archiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.archiving.Transcript.Participant;

/** A transcript as it is stored and as a mail shows it. */
class TranscriptTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");
    private static final Participant ANNA = new Participant("anna@contoso.com", "Anna <A>", "anna@contoso.com", "anna");
    private static final Participant GUEST = new Participant("g@fabrikam.com", "Guest", "g@fabrikam.com", null);
    private static final Transcript ALL = new Transcript(
            "c1",
            2,
            true,
            "Talk",
            List.of(ANNA, GUEST),
            List.of(
                    new Entry(1, AT, Kind.JOIN, "g@fabrikam.com", ""),
                    new Entry(2, AT.plusSeconds(61), Kind.MESSAGE, "anna@contoso.com", "a < b\nand \u00e4"),
                    new Entry(3, AT, Kind.UPLOAD, "anna@contoso.com", "x & y.txt"),
                    new Entry(4, AT, Kind.LEAVE, "unknown@contoso.com", "")));

    @Test
    void readsBackWhatItWrites() {
        assertThat(Transcript.of(new JsonObject(ALL.text()))).isEqualTo(ALL);
        assertThat(ALL.id()).isEqualTo("c1.2");
    }

    @Test
    void countsUploadsAndKnowsOutsiders() {
        assertThat(ALL.files()).isEqualTo(1);
        assertThat(ALL.withOutsiders()).isTrue();
        assertThat(new Transcript("c", 1, false, "", List.of(ANNA), List.of()).withOutsiders())
                .isFalse();
        assertThat(ALL.messagesOnly().entries()).extracting(Entry::sequence).containsExactly(2);
        assertThat(ALL.messagesOnly().files()).isZero();
        assertThat(ALL.messagesOnly().participants()).isEqualTo(ALL.participants());
    }

    @Test
    void showsEachKindOfEntryWithItsTimeAndItsAuthor() {
        assertThat(TranscriptHtml.of(ALL))
                .isEqualTo("<html><body><p>Participants:<br/>Anna &lt;A&gt; &lt;sip:anna@contoso.com&gt;<br/>Guest"
                        + " &lt;sip:g@fabrikam.com&gt;</p><table><tr><td>2026-03-02"
                        + " 09:00:00</td><td>Guest</td><td><i>joined the"
                        + " conference</i></td></tr><tr><td>2026-03-02 09:01:01</td><td>Anna"
                        + " &lt;A&gt;</td><td>a &lt; b<br/>and \u00e4</td></tr><tr><td>2026-03-02"
                        + " 09:00:00</td><td>Anna &lt;A&gt;</td><td><i>uploaded x &amp;"
                        + " y.txt</i></td></tr><tr><td>2026-03-02"
                        + " 09:00:00</td><td>unknown@contoso.com</td><td><i>left the conference</i></td></tr>"
                        + "</table></body></html>");
    }
}
