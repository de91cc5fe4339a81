package org.s2slab.junit;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The JUnit extension behind {@link S2SLab}: it starts deployments and supplies test parameters. JUnit creates it. */
public final class S2SLabExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(S2SLabExtension.class);

    /** The parameter types that need no {@link OnNode}. */
    private static final Map<Class<?>, Function<RunningLab, Object>> OF_LAB = Map.of(
            RunningLab.class, lab -> lab,
            Tokens.class, RunningLab::tokens,
            HopAssertions.class, RunningLab::journal,
            LabClock.class, RunningLab::clock,
            SSLContext.class, RunningLab::sslContext,
            HttpClient.class, RunningLab::httpClient);

    private static final List<Class<?>> OF_NODE = List.of(URI.class, CmdletRunner.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        lab(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lab(context).journal().beginAnew();
    }

    /** Fails a test during which a node had an internal failure, whatever response the test received. */
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
        RunningLab lab = lab(context);
        Class<?> type = parameter.getParameter().getType();
        Optional<OnNode> at = parameter.findAnnotation(OnNode.class);
        if (at.isPresent()) {
            String node = at.get().value();
            return type == URI.class ? lab.url(node) : lab.cmdlets(node);
        }
        Function<RunningLab, Object> part = OF_LAB.get(type);
        if (part == null) {
            throw new ParameterResolutionException("nothing of type " + type.getName() + " is handed out");
        }
        return part.apply(lab);
    }

    /**
     * The deployment of the annotated class, started when it is first needed. JUnit (from 5.13 on) closes it with its
     * store. The method of the store exists in both JUnit 5 and JUnit 6.
     */
    @SuppressWarnings("deprecation")
    private static RunningLab lab(ExtensionContext context) {
        ExtensionContext owner = owner(context);
        S2SLab asked = owner.getRequiredTestClass().getAnnotation(S2SLab.class);
        ExtensionContext keeper = asked.shared() ? owner.getRoot() : owner;
        Object key = asked.shared() ? List.of(asked.value(), asked.scenario()) : RunningLab.class;
        return Objects.requireNonNull(keeper.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        key, absent -> RunningLab.start(asked.value(), asked.scenario()), RunningLab.class));
    }

    /** The context of the outermost class that has the annotation, which nested classes share. */
    private static ExtensionContext owner(ExtensionContext context) {
        ExtensionContext owner = null;
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            ExtensionContext here = at.get();
            boolean isClass =
                    here.getTestClass().isPresent() && here.getTestMethod().isEmpty();
            if (isClass && here.getRequiredTestClass().isAnnotationPresent(S2SLab.class)) {
                owner = here;
            }
        }
        if (owner == null) {
            throw new IllegalStateException("@S2SLab stands on no class around " + context.getDisplayName());
        }
        return owner;
    }
}
