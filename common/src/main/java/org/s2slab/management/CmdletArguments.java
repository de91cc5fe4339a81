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
 * The parameters of one cmdlet run, after the checks: all are known, none is missing, they belong to one parameter set,
 * and each value has its type. Names are looked up without case.
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
     * Checks an administrator's input without running the cmdlet, before some values are known.
     *
     * @param isKnown whether a value is known, so that its type can be checked
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

    /** The value of any parameter, in the type of its declaration; null without a value. */
    public @Nullable Object value(String name) {
        return values.get(key(name));
    }

    /** The value of a mandatory parameter of type STRING, ENUM (in the declared casing), URL or GUID. */
    public String text(String name) {
        return optionalText(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("parameter " + name + " was not given; ask has() first"));
    }

    /** Like {@link #text}; empty if the parameter was not given or given as {@code $null}. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable((String) values.get(key(name)));
    }

    /** The value of a STRINGS parameter; empty if it was not given or given as {@code $null}. */
    @SuppressWarnings("unchecked") // ParameterConverter converts every STRINGS value to a List<String>.
    public List<String> texts(String name) {
        List<String> texts = (List<String>) values.get(key(name));
        return texts == null ? List.of() : texts;
    }

    /** An OBJECTS; empty when the parameter was not given or given as {@code $null}. */
    @SuppressWarnings("unchecked") // ParameterConverter makes a List<JsonObject> of every OBJECTS
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = (List<JsonObject>) values.get(key(name));
        return objects == null ? List.of() : objects;
    }

    /** The value of a BOOLEAN or SWITCH parameter; {@code otherwise} if it was not given. */
    public boolean flag(String name, boolean otherwise) {
        Boolean flag = (Boolean) values.get(key(name));
        return flag == null ? otherwise : flag;
    }

    /** A NULLABLE_BOOLEAN; empty when the parameter was not given or given as {@code $null}. */
    public Optional<Boolean> optionalFlag(String name) {
        return Optional.ofNullable((Boolean) values.get(key(name)));
    }

    /** The value of an INTEGER parameter; {@code otherwise} if it was not given. */
    public int number(String name, int otherwise) {
        Integer number = (Integer) values.get(key(name));
        return number == null ? otherwise : number;
    }

    /** The value of a DATE parameter; empty if it was not given or given as {@code $null}. */
    public Optional<Instant> date(String name) {
        return Optional.ofNullable((Instant) values.get(key(name)));
    }

    /** Whether {@code -WhatIf} was given: the cmdlet then changes nothing. */
    public boolean whatIf() {
        return flag("WhatIf", false);
    }

    /** The output after a change; under {@code -WhatIf} there is no change and no output. */
    public Future<CmdletOutput> unlessWhatIf(Supplier<Future<CmdletOutput>> change) {
        return whatIf() ? Future.succeededFuture(CmdletOutput.NOTHING) : change.get();
    }

    /** Makes the change, except with {@code -WhatIf}; returns the output in both cases. */
    public Future<CmdletOutput> unlessWhatIf(CmdletOutput output, Supplier<Future<?>> change) {
        return whatIf() ? Future.succeededFuture(output) : change.get().map(output);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
