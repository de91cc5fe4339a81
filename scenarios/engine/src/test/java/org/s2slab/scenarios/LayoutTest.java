package org.s2slab.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the parts of this module that become modules of their own. Until then no compiler holds them; this test
 * goes when the modules are there.
 */
class LayoutTest {
    private static final String ROOT = "org.s2slab.scenarios.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.s2slab.scenarios");

    /** The packages of the engine, and what each may use of them. */
    private static final Map<String, Set<String>> ENGINE = Map.of(
            "text", Set.of(),
            "network", Set.of(),
            "attack", Set.of(),
            "topology", Set.of("network", "attack", "text"),
            "product", Set.of("topology", "network", "attack", "text"),
            "hops", Set.of("topology", "network", "attack", "text"),
            "script", Set.of("hops", "product", "topology", "network", "attack", "text"),
            "run", Set.of("script", "hops", "product", "topology", "network", "attack", "text"));

    /** Classes of the engine that still stand in another package. */
    private static final Set<String> ENGINE_CLASSES =
            Set.of("cli.Library", "cli.Opening", "cli.FreshDeployment", "cli.DataFolder", "cli.FileFailure");

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("doctor", "diagnosis"),
            Map.entry("explain", "diagnosis"),
            Map.entry("copy", "migration"),
            Map.entry("drill", "rehearsal"),
            Map.entry("torture", "rehearsal"),
            Map.entry("junit", "junit"),
            Map.entry("shell", "shell"),
            Map.entry("report", "report"),
            Map.entry("pages", "report"),
            Map.entry("console", "console"),
            Map.entry("cli", "cli"));

    /** What each part may use besides the engine; the command line may use all. */
    private static final Map<String, Set<String>> MAY_USE =
            Map.of("report", Set.of("diagnosis"), "console", Set.of("diagnosis", "shell"));

    /** Arrows that are to be cut yet. */
    private static final List<String> KNOWN = List.of();

    @Test
    void noPartUsesWhatItMayNot() {
        Set<String> arrows = new TreeSet<>();
        for (JavaClass origin : CLASSES) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && !isAllowed(part(origin), part(target))) {
                    arrows.add(name(origin) + " -> " + name(target));
                }
            }
        }
        assertThat(arrows).containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    @Test
    void noPackageOfTheEngineUsesOneAboveIt() {
        Set<String> arrows = new TreeSet<>();
        for (JavaClass origin : CLASSES) {
            Set<String> below = ENGINE.get(packageOf(origin));
            for (Dependency dependency :
                    below == null ? Set.<Dependency>of() : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String used = packageOf(target);
                if (below != null
                        && target.getPackageName().startsWith(ROOT)
                        && !used.equals(packageOf(origin))
                        && !below.contains(used)) {
                    arrows.add(name(origin) + " -> " + name(target));
                }
            }
        }
        assertThat(arrows).isEmpty();
    }

    private static boolean isAllowed(String origin, String target) {
        return origin.equals(target)
                || target.equals("engine")
                || origin.equals("cli")
                || MAY_USE.getOrDefault(origin, Set.of()).contains(target);
    }

    private static String part(JavaClass javaClass) {
        if (ENGINE_CLASSES.contains(name(javaClass)) || ENGINE.containsKey(packageOf(javaClass))) {
            return "engine";
        }
        String part = PARTS.get(packageOf(javaClass));
        assertThat(part).as("the part of " + javaClass.getName()).isNotNull();
        return String.valueOf(part);
    }

    private static String packageOf(JavaClass javaClass) {
        return name(javaClass).substring(0, Math.max(0, name(javaClass).indexOf('.')));
    }

    /** Without the root, and of a class in another that one. */
    private static String name(JavaClass javaClass) {
        String name = javaClass.getName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).replaceAll("[$].*", "") : name;
    }
}
