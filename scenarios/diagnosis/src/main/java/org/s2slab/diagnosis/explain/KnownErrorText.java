package org.s2slab.diagnosis.explain;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.reading.RefusalCause;

/**
 * An error text of a real product, with the causes that the lab knows.
 *
 * @param where the product and the place where the text appears
 * @param shows the text; an ellipsis stands for variable parts
 * @param sign the pattern that recognises the text; in {@code explain.yaml} it may be left out if the text has a code
 *     before a colon
 * @param causes the possible causes, the most likely cause first
 * @param note further information, for instance a different text in the lab; may be empty
 * @param source a public page that shows the text
 */
public record KnownErrorText(
        Where where, String shows, Pattern sign, List<RefusalCause> causes, String note, Source source) {
    /** The product and the place where an error text appears. */
    public enum Where {
        EXCHANGE("Exchange, x-ms-diagnostics"),
        EXCHANGE_CALLER("Exchange as a caller"),
        SHAREPOINT("SharePoint, x-ms-diagnostics and bodies"),
        LYNC("Lync, x-ms-diagnostics"),
        LYNC_EVENT("Lync, event log"),
        TOKEN_SERVICE("Token services, error_description"),
        ADMINISTRATOR("Cmdlets and scripts of administrators, and messages to people");

        final String title;

        Where(String title) {
            this.title = title;
        }
    }

    /**
     * A public source that shows error texts.
     *
     * @param address the URL of the source, or null
     */
    public record Source(String title, @Nullable String address) {}

    public KnownErrorText {
        String pattern = sign == null ? "\\b" + shows.replaceFirst(":.*", "") + "\\b" : sign.pattern();
        sign = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        note = Objects.requireNonNullElse(note, "");
    }
}
