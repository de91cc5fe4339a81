package org.s2slab.junit;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The JUnit extension of {@link S2SLab}. It starts deployments and supplies test parameters. JUnit creates an extension
 * for each annotation. Without the annotation, a test declares the extension as a static field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final S2SLabExtension LAB = S2SLabExtension.scenario("on-premises-trust");
 * }</pre>
 */
public final class S2SLabExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(S2SLabExtension.class);

    /** An interface of JUnit 5.12, the oldest version with which the lab is tested. */
    private static final String OF_OLDEST = "org.junit.jupiter.api.extension.TestInstantiationAwareExtension";

    /** The parameter types for which {@link OnNode} is not needed. */
    private static final Map<Class<?>, Function<RunningLab, Object>> OF_LAB = Map.of(
            RunningLab.class, lab -> lab,
            Tokens.class, RunningLab::tokens,
            HopAssertions.class, RunningLab::journal,
            LabClock.class, RunningLab::clock,
            SSLContext.class, RunningLab::sslContext,
            HttpClient.class, RunningLab::httpClient);

    private static final List<Class<?>> OF_NODE = List.of(URI.class, CmdletRunner.class);

    /** The values of the annotation; null if they must be read from the test class. */
    private final @Nullable Start start;

    private volatile @Nullable RunningLab lab;

    /** Used by JUnit for a class with the annotation. */
    public S2SLabExtension() {
        this(null);
    }

    private S2SLabExtension(@Nullable Start start) {
        this.start = start;
    }

    /** @param dates the tenant's own dates of changes of the policies, {@code change=date} */
    private record Start(
            String topology, String scenario, boolean shared, String policies, String at, List<String> dates) {}

    /** Has two interfaces: JUnit up to 5.12 closes only its own interface, later versions prefer the JDK's. */
    @SuppressWarnings("deprecation")
    private record StoredLab(RunningLab lab) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            lab.close();
        }
    }

    /** An extension that starts a topology: a bundled name, a file, or a snapshot of a deployment. */
    public static S2SLabExtension topology(String topology) {
        return new S2SLabExtension(new Start(topology, "", false, "", "", List.of()));
    }

    /** An extension that plays a scenario before the first test: a bundled name or a file. */
    public static S2SLabExtension scenario(String scenario) {
        return new S2SLabExtension(new Start("", scenario, false, "", "", List.of()));
    }

    /** A copy that also plays a scenario of this topology before the first test. */
    public S2SLabExtension playing(String scenario) {
        Start before = explicit();
        return new S2SLabExtension(
                new Start(before.topology, scenario, before.shared, before.policies, before.at, before.dates));
    }

    /** A copy whose deployment is shared by all classes with the same values. */
    public S2SLabExtension shared() {
        Start before = explicit();
        return new S2SLabExtension(
                new Start(before.topology, before.scenario, true, before.policies, before.at, before.dates));
    }

    /**
     * A copy whose clocks begin at a date or moment, such as 2026-10-10. Its online services allow what the products
     * allowed at that time.
     *
     * @param policyDates the tenant's own dates, as in {@link S2SLab#policyDates()}
     */
    public S2SLabExtension dated(String at, String... policyDates) {
        Start before = explicit();
        return new S2SLabExtension(
                new Start(before.topology, before.scenario, before.shared, "dated", at, List.of(policyDates)));
    }

    /** The running lab, for instance for a static method that configures a framework. */
    public RunningLab lab() {
        RunningLab running = lab;
        if (running == null) {
            throw new IllegalStateException(
                    "The lab is not running: JUnit starts it before the first test of the class.");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        lab(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lab(context).journal().beginAnew();
    }

    /** Fails a test if a node had an internal failure during the test, whatever the node's response was. */
    @Override
    public void afterEach(ExtensionContext context) {
        List<String> problems = lab(context).internalFailures();
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), problems));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return parameter.isAnnotated(OnNode.class) ? OF_NODE.contains(type) : OF_LAB.containsKey(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RunningLab running = lab(context);
        Class<?> type = parameter.getParameter().getType();
        Optional<OnNode> at = parameter.findAnnotation(OnNode.class);
        if (at.isPresent()) {
            String node = at.get().value();
            return type == URI.class ? running.url(node) : running.cmdlets(node);
        }
        Function<RunningLab, Object> part = OF_LAB.get(type);
        if (part == null) {
            throw new ParameterResolutionException("nothing of type " + type.getName() + " is handed out");
        }
        return part.apply(running);
    }

    /**
     * The deployment of the context, which the first call starts. It belongs to the context of the outermost class that
     * requests it, or to the whole run if it is shared. The used method of the store exists in JUnit 5 and JUnit 6.
     */
    @SuppressWarnings("deprecation")
    private RunningLab lab(ExtensionContext context) {
        requireCurrentJUnit(ExtensionContext.class.getClassLoader());
        Start asked = start == null ? annotated(context) : start;
        Store store = (asked.shared ? context.getRoot() : context).getStore(NAMESPACE);
        StoredLab stored = store.getOrComputeIfAbsent(
                asked,
                absent -> new StoredLab(
                        EngineStarter.start(asked.topology, asked.scenario, asked.policies, asked.at, asked.dates)),
                StoredLab.class);
        lab = Objects.requireNonNull(stored).lab;
        return stored.lab;
    }

    /** The values of the annotation at the innermost class with the annotation. */
    private static Start annotated(ExtensionContext context) {
        return Stream.iterate(
                        Optional.of(context),
                        Optional::isPresent,
                        at -> at.get().getParent())
                .flatMap(at -> at.get().getTestClass().stream())
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(S2SLab.class)))
                .map(found -> new Start(
                        deployment(found),
                        found.scenario(),
                        found.shared(),
                        found.policies(),
                        found.at(),
                        List.of(found.policyDates())))
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "S2SLabExtension needs @S2SLab on " + context.getDisplayName()
                                + ", or a field with @RegisterExtension that names a topology or a scenario."));
    }

    private static String deployment(S2SLab found) {
        if (!found.value().isEmpty() && !found.snapshot().isEmpty()) {
            throw new ExtensionConfigurationException(
                    "@S2SLab: 'snapshot' has its own topology; leave the value '" + found.value() + "' out.");
        }
        return found.value() + found.snapshot();
    }

    private Start explicit() {
        return Objects.requireNonNull(start, "begin with S2SLabExtension.topology or S2SLabExtension.scenario");
    }

    /** @param jupiter the class loader of JUnit Jupiter */
    static void requireCurrentJUnit(ClassLoader jupiter) {
        try {
            Class.forName(OF_OLDEST, false, jupiter);
        } catch (ClassNotFoundException e) {
            throw new ExtensionConfigurationException(
                    "S2S Lab needs JUnit 5.12 or later, and the class path of the tests has an older one.");
        }
    }
}
