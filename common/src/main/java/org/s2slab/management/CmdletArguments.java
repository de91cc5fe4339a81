package org.s2slab.management;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.CallContext;

/**
 * The parameters of one cmdlet run, after the checks: all known, none missing, one parameter set, each of its type.
 * Names are looked up without case.
 */
public final class CmdletArguments {
    private final CallContext context;
    private final Map<String, @Nullable Object> values;

    /** @param values by parameter name in lower case; null if an optional parameter was given as {@code $null} */
    CmdletArguments(CallContext context, Map<String, @Nullable Object> values) {
        this.context = context;
        this.values = values;
    }

    /**
     * Checks an administrator's input.
     *
     * @throws org.s2slab.refusal.Refusal PARAMETER_INVALID, naming the parameter, the value and the accepted values
     */
    public static CmdletArguments check(Cmdlet cmdlet, JsonObject given, CallContext context) {
        return new ParameterBinding(cmdlet).bind(given, context);
    }

    /**
     * Checks an administrator's input without a run, before some of its values are known.
     *
     * @param isKnown whether the type of a value can be checked
     * @throws org.s2slab.refusal.Refusal as {@link #check}
     */
    public static void checkForm(Cmdlet cmdlet, JsonObject given, Predicate<@Nullable Object> isKnown) {
        Map<String, @Nullable Object> unused = new ParameterBinding(cmdlet).bind(given, isKnown);
    }

    /** The trace of the administrator's request, for calls the cmdlet makes. */
    public CallContext context() {
        return context;
    }

    /** Whether the parameter was given, also as {@code $null}. */
    public boolean has(String name) {
        return values.containsKey(key(name));
    }

    /** The value of a mandatory STRING, ENUM (in the declared casing), URL or GUID. */
    public String text(String name) {
        return optionalText(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("parameter " + name + " was not given; ask has() first"));
    }

    /** As {@link #text}; empty when the parameter was not given or given as {@code $null}. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable((String) values.get(key(name)));
    }

    /** A STRINGS; empty when the parameter was not given or given as {@code $null}. */
    @SuppressWarnings("unchecked") // ParameterConverter makes a List<String> of every STRINGS
    public List<String> texts(String name) {
        List<String> texts = (List<String>) values.get(key(name));
        return texts == null ? List.of() : texts;
    }

    /** A BOOLEAN or SWITCH; {@code otherwise} when it was not given. */
    public boolean flag(String name, boolean otherwise) {
        Boolean flag = (Boolean) values.get(key(name));
        return flag == null ? otherwise : flag;
    }

    /** An INTEGER; {@code otherwise} when it was not given. */
    public int number(String name, int otherwise) {
        Integer number = (Integer) values.get(key(name));
        return number == null ? otherwise : number;
    }

    /** A DATE; empty when the parameter was not given or given as {@code $null}. */
    public Optional<Instant> date(String name) {
        return Optional.ofNullable((Instant) values.get(key(name)));
    }

    /** Whether {@code -WhatIf} was given: nothing may be changed. */
    public boolean whatIf() {
        return flag("WhatIf", false);
    }

    /** The output after a change; under {@code -WhatIf} there is no change and no output. */
    public Future<CmdletOutput> unlessWhatIf(Supplier<Future<CmdletOutput>> change) {
        return whatIf() ? Future.succeededFuture(CmdletOutput.NOTHING) : change.get();
    }

    /** The output with or without the change, which is not made under {@code -WhatIf}. */
    public Future<CmdletOutput> unlessWhatIf(CmdletOutput output, Supplier<Future<?>> change) {
        return whatIf() ? Future.succeededFuture(output) : change.get().map(output);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
