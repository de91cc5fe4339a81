package org.s2slab.engine.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.Switches;
import org.s2slab.diagnosis.doctor.FaultPage;
import org.s2slab.junit.embedded.EmbeddedLab;
import org.s2slab.validation.PartnerTrait;

/** Every call that a product can produce is one that its node's own help knows; and no other package names a cmdlet. */
class ProductCommandsTest {
    private static final String SAMPLE = "sample";
    private static final List<PartnerSpec> PARTNERS = List.of(
            new PartnerSpec(
                    SAMPLE,
                    ProductRole.EXCHANGE,
                    SAMPLE,
                    SAMPLE,
                    SAMPLE,
                    SAMPLE,
                    "User",
                    SAMPLE,
                    Switches.of(PartnerTrait.ACCEPTS_SIDS)),
            new PartnerSpec(
                    ExchangeProduct.SETUP_PARTNER,
                    ProductRole.LYNC,
                    SAMPLE,
                    SAMPLE,
                    SAMPLE,
                    SAMPLE,
                    "Full",
                    null,
                    Switches.of(PartnerTrait.ENABLED)));

    /** Cmdlets that a source names beside this package, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of("shell/", "the shell's own commands and its help");

    private static final String TOPOLOGY = """
            topology: all-four
            shows: One node of each product.
            domain: contoso.com
            nodes:
              lync: {role: lync, hosts: [pool01.contoso.com]}
              exchange: {role: exchange, hosts: [mail.contoso.com]}
              sharepoint: {role: sharepoint, hosts: [sharepoint.contoso.com]}
              authz: {role: authz, hosts: [accounts.accesscontrol.windows.net]}
            people:
              - {name: Anna Adler, upn: anna@contoso.com}
            """;

    private static final Map<String, Map<String, JsonObject>> HELP = new HashMap<>();

    @BeforeAll
    static void askTheNodes(@TempDir Path folder) throws IOException {
        Path topology = Files.writeString(folder.resolve("all-four.yaml"), TOPOLOGY);
        try (EmbeddedLab lab = EmbeddedLab.start(topology.toString(), "")) {
            lab.topology().managed().forEach(node -> {
                JsonArray cmdlets = node.send(HttpMethod.GET, "/cmdlets", null)
                        .await()
                        .body()
                        .toJsonArray();
                HELP.put(
                        node.role(),
                        cmdlets.stream()
                                .map(JsonObject.class::cast)
                                .collect(Collectors.toMap(cmdlet -> cmdlet.getString("name"), cmdlet -> cmdlet)));
            });
        }
        assertThat(HELP).hasSize(ProductRole.values().length);
    }

    @AfterAll
    static void forget() {
        HELP.clear();
    }

    @TestFactory
    Stream<DynamicTest> everyCallBinds() {
        return Stream.of(ProductRole.values())
                .flatMap(role -> calls(role).stream()
                        .map(call -> dynamicTest(
                                role.word() + " " + call.line(),
                                () -> assertThat(faults(role, call)).isEmpty())));
    }

    @Test
    void everyCmdletThatTellsOfTrustIsThere() {
        for (ProductRole role : ProductRole.values()) {
            assertThat(help(role)).containsKeys(role.trustCmdlets().toArray(new String[0]));
            assertThat(help(role))
                    .containsKeys(
                            ProductCmdlets.HEALTH,
                            ProductCmdlets.QUEUES,
                            ProductCmdlets.TOKENS,
                            ProductCmdlets.CALLS,
                            ProductCmdlets.DATABASE_TEST);
        }
        assertThat(help(ProductRole.LYNC)).containsKey(LyncProduct.QUEUE);
    }

    @Test
    void aWrongCallDoesNotBind() {
        CmdletCall call = CmdletCall.of("lync", "New-CsOAuthServer").with("Identity", "x");
        assertThat(faults(ProductRole.LYNC, call)).containsExactly("misses -MetadataUrl");
        assertThat(faults(ProductRole.LYNC, call.with("MetadataUrl", "x").with("Roll", true)))
                .containsExactly("-Roll is no parameter");
        assertThat(faults(ProductRole.EXCHANGE, call)).containsExactly("no cmdlet of exchange");
    }

    @Test
    void thePageOfFaultsNamesWhatThereIs() {
        Set<String> cmdlets = cmdlets();
        Set<String> parameters = HELP.values().stream()
                .flatMap(role -> role.values().stream())
                .flatMap(cmdlet -> parameters(cmdlet).stream().map(parameter -> "-" + parameter.getString("name")))
                .collect(Collectors.toSet());
        FaultPage.entries().forEach((code, entry) -> {
            for (String word : entry.fix().split("[ ,;:]+", -1)) {
                if (word.matches("[A-Z][a-z]+-[A-Z]\\w+")) {
                    assertThat(cmdlets).as("%s", code).contains(word);
                } else if (word.matches("-[A-Z]\\w+")) {
                    assertThat(parameters).as("%s", code).contains(word);
                }
            }
        });
    }

    @Test
    void noOtherPackageNamesACmdlet() throws IOException {
        Path sources = Path.of(System.getProperty("s2slab.root"), "scenarios");
        Pattern literal = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
        Set<String> cmdlets = cmdlets();
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().contains("src/main/java"))
                    .filter(path -> path.toString().endsWith(".java"))
                    .toList()) {
                String name = sources.relativize(file).toString().replace('\\', '/');
                boolean excepted = name.contains("/engine/product/")
                        || EXCEPTIONS.keySet().stream().anyMatch(name::startsWith);
                Matcher matcher = literal.matcher(Files.readString(file));
                while (!excepted && matcher.find()) {
                    if (cmdlets.contains(matcher.group(1).split(" ", 2)[0])) {
                        found.add(name + ": " + matcher.group(1));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** The buttons of the console run in a browser, where no class of a product is. */
    @Test
    void aProductHasEachCmdletOfTheConsolesButtons() throws IOException {
        Path script = Path.of(
                System.getProperty("s2slab.root"), "scenarios/console/src/main/resources/console/experiments.js");
        Set<String> named = Pattern.compile("'((?:Get|Set|New|Remove)-\\w+)'")
                .matcher(Files.readString(script))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(8);
        assertThat(cmdlets()).containsAll(named);
    }

    private static Set<String> cmdlets() {
        return HELP.values().stream().flatMap(role -> role.keySet().stream()).collect(Collectors.toSet());
    }

    private static Map<String, JsonObject> help(ProductRole role) {
        return Objects.requireNonNull(HELP.get(role.word()));
    }

    private static List<JsonObject> parameters(JsonObject cmdlet) {
        return cmdlet.getJsonArray("parameters").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** What keeps a call from being bound by a node's help. */
    private static List<String> faults(ProductRole role, CmdletCall call) {
        JsonObject cmdlet = help(role).get(call.cmdlet());
        if (cmdlet == null) {
            return List.of("no cmdlet of " + role.word());
        }
        List<String> faults = new ArrayList<>();
        List<JsonObject> declared = parameters(cmdlet);
        Set<String> sets = new LinkedHashSet<>();
        declared.forEach(parameter -> sets.addAll(sets(parameter)));
        Set<String> fitting = new LinkedHashSet<>(sets);
        call.arguments().forEach(argument -> {
            List<JsonObject> known = declared.stream()
                    .filter(parameter -> parameter.getString("name").equals(argument.getKey()))
                    .toList();
            if (known.isEmpty()) {
                faults.add("-" + argument.getKey() + " is no parameter");
                return;
            }
            fitting.removeIf(set -> known.stream()
                    .noneMatch(one -> sets(one).isEmpty() || sets(one).contains(set)));
            fault(known.get(0), argument.getValue()).ifPresent(faults::add);
        });
        if (!sets.isEmpty() && fitting.isEmpty()) {
            faults.add("no parameter set has all of them");
        }
        Set<String> missing = (sets.isEmpty() ? Stream.of("") : fitting.stream())
                .map(set -> missing(declared, set, call))
                .min(Comparator.comparing(Set::size))
                .orElse(Set.of());
        missing.forEach(parameter -> faults.add("misses -" + parameter));
        return faults;
    }

    private static Set<String> missing(List<JsonObject> declared, String set, CmdletCall call) {
        return declared.stream()
                .filter(parameter -> parameter.getBoolean("mandatory"))
                .filter(parameter ->
                        sets(parameter).isEmpty() || sets(parameter).contains(set))
                .map(parameter -> parameter.getString("name"))
                .filter(name -> !call.arguments().containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> sets(JsonObject parameter) {
        return parameter.getJsonArray("sets").stream().map(String::valueOf).toList();
    }

    private static Optional<String> fault(JsonObject parameter, Object value) {
        String name = parameter.getString("name");
        boolean isSwitch = parameter.getString("type").equals("SWITCH");
        if (isSwitch != CmdletCall.SWITCHES.contains(name) || (isSwitch && !Boolean.TRUE.equals(value))) {
            return Optional.of("-" + name + " is " + parameter.getString("type"));
        }
        JsonArray values = parameter.getJsonArray("values");
        boolean chosen = values.isEmpty()
                || value.equals(SAMPLE)
                || values.stream().anyMatch(each -> String.valueOf(each).equalsIgnoreCase(String.valueOf(value)));
        return chosen ? Optional.empty() : Optional.of("-" + name + " " + value + " is none of " + values);
    }

    /** What all public methods of a product give, for samples of their arguments. */
    private static Collection<CmdletCall> calls(ProductRole role) {
        ProductCmdlets product = ProductCmdlets.of(role.word(), role.word(), role.word());
        Set<CmdletCall> calls = new LinkedHashSet<>();
        for (Method method : product.getClass().getMethods()) {
            if (ProductCmdlets.class.isAssignableFrom(method.getDeclaringClass())
                    && !Modifier.isStatic(method.getModifiers())
                    && !method.getName().equals("call")) {
                arguments(method).forEach(given -> calls.addAll(invoked(product, method, given)));
            }
        }
        if (product instanceof AuthorizationServerProduct authz) {
            calls.add(AuthorizationServerProduct.withKey(
                    authz.createPrincipal(null, SAMPLE, SAMPLE, null, null, null), SAMPLE));
        }
        calls.add(ProductCmdlets.adjustClock(role.word(), SAMPLE));
        return calls;
    }

    private static Collection<CmdletCall> invoked(ProductCmdlets product, Method method, List<@Nullable Object> given) {
        Object made;
        try {
            made = method.invoke(product, given.toArray());
        } catch (InvocationTargetException e) {
            // The product has no cmdlet for it, and says so.
            assertThat(e.getCause()).isInstanceOf(UnsupportedOperationException.class);
            return List.of();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        Object all = made instanceof Optional<?> maybe ? maybe.stream().toList() : made;
        return (all instanceof List<?> list ? list : List.of(all))
                .stream()
                        .filter(CmdletCall.class::isInstance)
                        .map(CmdletCall.class::cast)
                        .toList();
    }

    private static List<List<@Nullable Object>> arguments(Method method) {
        List<List<@Nullable Object>> all = List.of(List.of());
        for (Parameter parameter : method.getParameters()) {
            List<List<@Nullable Object>> longer = new ArrayList<>();
            for (List<@Nullable Object> begun : all) {
                for (Object sample : samples(parameter)) {
                    List<@Nullable Object> one = new ArrayList<>(begun);
                    one.add(sample);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<@Nullable Object> samples(Parameter parameter) {
        List<@Nullable Object> samples = new ArrayList<>();
        if (parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            samples.add(null);
        }
        Class<?> type = parameter.getType();
        if (type == String.class) {
            samples.add(SAMPLE);
        } else if (type == boolean.class || type == Boolean.class) {
            samples.addAll(List.of(true, false));
        } else if (Collection.class.isAssignableFrom(type)) {
            samples.add(List.of(SAMPLE));
        } else if (type == Map.class) {
            boolean creates = parameter.getDeclaringExecutable().getName().equals("createRelationship");
            samples.add(
                    creates
                            ? Map.of("Name", SAMPLE, "DomainNames", List.of(SAMPLE), "Enabled", true)
                            : Map.of("MailTipsAllTipsEnabled", true));
        } else if (type == PartnerSpec.class) {
            samples.addAll(PARTNERS);
        } else if (type == AuthorizationServerSpec.class) {
            samples.add(new AuthorizationServerSpec(SAMPLE, SAMPLE, SAMPLE, false));
        } else if (type == HybridState.class) {
            String issuer = "https://sts.windows.net/" + SAMPLE + "/";
            samples.addAll(List.of(
                    HybridState.NONE, new HybridState(Map.of(issuer, SAMPLE), SAMPLE, List.of(), Switches.of())));
        } else if (type == ProductRole.class) {
            samples.addAll(List.of(ProductRole.LYNC, ProductRole.EXCHANGE));
        } else if (type == JsonObject.class || type == Object.class) {
            samples.add(new JsonObject());
        } else {
            throw new IllegalArgumentException("no sample of " + parameter);
        }
        return samples;
    }
}
