package org.s2slab.management;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;

/**
 * Binds an administrator's input to a cmdlet's parameters as PowerShell does: known names, one parameter set, no
 * missing mandatory parameter, each value of its type. A name may be declared several times for several parameter sets.
 */
final class ParameterBinding {
    private static final List<CmdletParameter> FOR_ALL = CmdletTable.SERVER.parameters("<all>");
    private static final List<CmdletParameter> FOR_CHANGES = CmdletTable.SERVER.parameters("<changes>");

    private final Map<String, List<CmdletParameter>> known = new LinkedHashMap<>();
    private final Set<String> sets = new LinkedHashSet<>();

    ParameterBinding(Cmdlet cmdlet) {
        for (CmdletParameter parameter : parametersOf(cmdlet)) {
            known.computeIfAbsent(CmdletArguments.key(parameter.name()), key -> new ArrayList<>())
                    .add(parameter);
            sets.addAll(parameter.sets());
        }
    }

    /** All parameters of a cmdlet: its own, then the common ones of all cmdlets or of all that change data. */
    static List<CmdletParameter> parametersOf(Cmdlet cmdlet) {
        Stream<CmdletParameter> common =
                cmdlet.changes() ? Stream.concat(FOR_CHANGES.stream(), FOR_ALL.stream()) : FOR_ALL.stream();
        Stream<CmdletParameter> added = common.filter(parameter ->
                cmdlet.parameters().stream().noneMatch(own -> own.name().equals(parameter.name())));
        return Stream.concat(cmdlet.parameters().stream(), added).toList();
    }

    CmdletArguments bind(JsonObject given, CallContext context) {
        return new CmdletArguments(context, bind(given, value -> true));
    }

    /** @param isKnown whether a value is known, so that its type can be checked */
    Map<String, @Nullable Object> bind(JsonObject given, Predicate<@Nullable Object> isKnown) {
        Map<String, @Nullable Object> raw = new LinkedHashMap<>();
        for (String name : given.fieldNames()) {
            String key = CmdletArguments.key(name);
            if (!known.containsKey(key)) {
                throw Refusal.invalid("A parameter cannot be found that matches parameter name '" + name
                        + "'. Parameters of this command: " + names() + ".");
            }
            if (raw.containsKey(key)) {
                throw Refusal.invalid("Cannot bind parameter because parameter '" + nameOf(key)
                        + "' is specified more than once. Give it once.");
            }
            raw.put(key, given.getValue(name));
        }
        String set = resolveSet(raw);
        Map<String, @Nullable Object> values = new HashMap<>();
        raw.forEach((key, value) ->
                values.put(key, isKnown.test(value) ? ParameterConverter.of(declared(key, set), value) : value));
        return values;
    }

    private @Nullable String resolveSet(Map<String, @Nullable Object> given) {
        if (sets.isEmpty()) {
            requireNothing(missing(null, given));
            return null;
        }
        Set<String> candidates = new LinkedHashSet<>(sets);
        given.keySet().forEach(key -> candidates.removeIf(set -> !belongs(key, set)));
        if (candidates.isEmpty()) {
            throw Refusal.invalid("Parameter set cannot be resolved using the specified named parameters. "
                    + placed(given) + " do not belong to one parameter set.");
        }
        List<List<String>> incomplete = new ArrayList<>();
        for (String set : candidates) {
            List<String> missing = missing(set, given);
            if (missing.isEmpty()) {
                return set;
            }
            incomplete.add(missing);
        }
        if (incomplete.size() == 1) {
            requireNothing(incomplete.get(0));
        }
        throw Refusal.invalid("Parameter set cannot be resolved using the specified named parameters. Missing: "
                + String.join(
                        "; or ",
                        incomplete.stream().map(ParameterBinding::dashed).toList()) + ".");
    }

    private static void requireNothing(List<String> missing) {
        if (!missing.isEmpty()) {
            throw Refusal.invalid("Cannot process command because of one or more missing mandatory parameters: "
                    + String.join(" ", missing) + ".");
        }
    }

    private List<String> missing(@Nullable String set, Map<String, @Nullable Object> given) {
        return known.entrySet().stream()
                .filter(entry -> !given.containsKey(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .filter(parameter -> parameter.mandatory() && inSet(parameter, set))
                .map(CmdletParameter::name)
                .distinct()
                .toList();
    }

    private boolean belongs(String key, String set) {
        return declarations(key).stream().anyMatch(parameter -> inSet(parameter, set));
    }

    private CmdletParameter declared(String key, @Nullable String set) {
        return declarations(key).stream()
                .filter(parameter -> inSet(parameter, set))
                .findFirst()
                .orElseThrow();
    }

    private static boolean inSet(CmdletParameter parameter, @Nullable String set) {
        return parameter.sets().isEmpty() || (set != null && parameter.sets().contains(set));
    }

    /** Lists the given parameters that are not in all sets, each with the names of its sets. */
    private String placed(Map<String, @Nullable Object> given) {
        List<String> placed = given.keySet().stream()
                .filter(key ->
                        declarations(key).stream().noneMatch(p -> p.sets().isEmpty()))
                .map(key -> "-" + nameOf(key) + " ("
                        + String.join(
                                ", ",
                                declarations(key).stream()
                                        .flatMap(p -> p.sets().stream())
                                        .toList())
                        + ")")
                .toList();
        return String.join(", ", placed);
    }

    private String names() {
        return dashed(known.keySet().stream().map(this::nameOf).toList());
    }

    private static String dashed(List<String> names) {
        return String.join(", ", names.stream().map("-"::concat).toList());
    }

    private String nameOf(String key) {
        return declarations(key).get(0).name();
    }

    private List<CmdletParameter> declarations(String key) {
        return known.getOrDefault(key, List.of());
    }
}
