package org.s2slab.engine.hops;

import io.vertx.core.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopDetailCodec;
import org.s2slab.trace.HopKind;

/** Parses the detail of a hop from its JSON values, or from its text in reports of earlier versions. */
final class HopTextParser {
    private static final Pattern PARTNER = Pattern.compile("partner application '([^']+)'");
    private static final Pattern CALL = Pattern.compile("'(?<uri>https?://[^']*)'(?<answered> answered|:) .*");

    private HopTextParser() {}

    /** The detail of a hop, or null if the hop has no detail. */
    static @Nullable HopDetail detail(JsonObject hop) {
        HopDetail detail = HopDetailCodec.read(hop);
        return detail == null || hop.containsKey(HopDetail.VALUES)
                ? detail
                : parse(HopKind.valueOf(hop.getString("kind")), detail.text());
    }

    private static HopDetail parse(HopKind kind, String text) {
        return switch (kind) {
            case TOKEN_ASKED, TOKEN_ISSUED -> new HopDetail.TokenFor(text, text.split(" ", 2)[0], null);
            case FAILED -> failure(text);
            default -> {
                Matcher partner = PARTNER.matcher(text);
                yield partner.find() ? Finding.of(text).about(partner.group(1)) : Finding.of(text);
            }
        };
    }

    private static HopDetail failure(String text) {
        Matcher call = CALL.matcher(text);
        if (call.matches()) {
            FailureCause cause = call.group("answered").equals(":") ? FailureCause.UNREACHABLE : FailureCause.REFUSED;
            return new Failure(cause, text, call.group("uri"));
        }
        return text.contains("its administrator makes this server a partner application there")
                ? new Failure(FailureCause.NO_TOKEN_NOT_TRUSTED, text, null)
                : Finding.of(text);
    }
}
