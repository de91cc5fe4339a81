package org.s2slab.management;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustChangeDetail;
import org.s2slab.trace.TrustSubject;

/**
 * Journals the cmdlets that change the partners, the authorization servers or the signing keys of a node. It compares
 * the subjects of trust before and after a cmdlet, so the cmdlets need not report their changes.
 *
 * @param subjects the present subjects of the node's trust; must only read memory
 */
public record TrustJournal(HopJournal journal, Supplier<List<TrustSubject>> subjects) {
    /**
     * Maximum number of characters of a value that is shown completely. Longer values are certificates and other files.
     */
    private static final int LONGEST = 100;

    /** The number of characters that are shown of a longer value. */
    private static final int SHOWN = 8;

    /** Runs a cmdlet. Records a hop if the cmdlet changed a subject, even if it fails. */
    <T> Future<T> watched(Cmdlet cmdlet, JsonObject given, CallContext context, Supplier<Future<T>> run) {
        return cmdlet.changes() ? watched(cmdlet.name(), () -> line(cmdlet, given), context, run) : run.get();
    }

    /**
     * Runs a change by another request than a cmdlet.
     *
     * @param name the short name of the request
     * @param text the request as an administrator sends it, without secrets
     */
    public <T> Future<T> watched(String name, Supplier<String> text, CallContext context, Supplier<Future<T>> run) {
        List<TrustSubject> before = subjects.get();
        return run.get().onComplete(done -> {
            List<TrustChange> changes = TrustSubject.changes(before, subjects.get());
            if (!changes.isEmpty()) {
                TrustChangeDetail detail = new TrustChangeDetail(text.get(), name, changes);
                journal.record(HopKind.TRUST_CHANGED, "-", context, null, detail, null);
            }
        });
    }

    /** The present subjects of the node's trust, as the member {@code subjects}. */
    JsonObject json() {
        return new JsonObject()
                .put(
                        "subjects",
                        new JsonArray(
                                subjects.get().stream().map(JsonObject::mapFrom).toList()));
    }

    /** The command line with declared names; secrets are replaced and long values are cut. */
    private static String line(Cmdlet cmdlet, JsonObject given) {
        Map<String, CmdletParameter> declared = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ParameterBinding.parametersOf(cmdlet).forEach(parameter -> declared.put(parameter.name(), parameter));
        JsonObject shown = new JsonObject();
        given.forEach(argument -> {
            CmdletParameter parameter = declared.get(argument.getKey());
            boolean isSecret = parameter == null || parameter.type() == CmdletParameter.Type.CREDENTIAL;
            shown.put(
                    parameter == null ? argument.getKey() : parameter.name(),
                    isSecret ? "***" : shortened(argument.getValue()));
        });
        return CmdletFormatter.of(cmdlet.name(), shown, name -> {
            CmdletParameter parameter = declared.get(name);
            return parameter != null && parameter.type() == CmdletParameter.Type.SWITCH;
        });
    }

    private static Object shortened(Object value) {
        if (value instanceof JsonArray list) {
            return new JsonArray(list.stream().map(TrustJournal::shortened).toList());
        }
        return value instanceof String text && text.length() > LONGEST ? text.substring(0, SHOWN) + "…" : value;
    }
}
