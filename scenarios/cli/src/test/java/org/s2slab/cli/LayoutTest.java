package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.PackageOrder;

/** The arrows between all modules, and those between the packages of the engine. An arrow never goes up. */
class LayoutTest {
    private static final String ROOT = "org.s2slab.";
    private static final int MOST_COMPONENTS = 10;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.s2slab");

    /** What a start needs before it has any library: everybody may use it, and it uses the JDK alone. */
    private static final String LAUNCH = "launch";

    private static final Set<String> NODES = Set.of("authz", "lync", "exchange", "sharepoint");

    /**
     * What each module above the nodes may use besides the engine, the nodes' common base and itself. Diagnosis and
     * migration read Exchange's catalogue of roles.
     */
    private static final Map<String, Set<String>> MODULES = Map.of(
            "engine", NODES,
            "junit", Set.of(),
            "diagnosis", Set.of("exchange"),
            "migration", Set.of("exchange"),
            "drill", Set.of(),
            "shell", Set.of(),
            "report", Set.of("diagnosis"),
            "console", Set.of("diagnosis", "shell"),
            "cli", Set.of("diagnosis", "migration", "drill", "shell", "report", "console"));

    /** The packages of the engine, ground first: each may use those before it. */
    private static final List<String> ENGINE = List.of(
            "text",
            "network",
            "forge",
            "deployment",
            "containers",
            "product",
            "hops",
            "picture",
            "language",
            "snapshot",
            "reading",
            "run",
            "lesson",
            "control");

    @Test
    void noModuleUsesWhatItMayNot() {
        assertThat(arrows((origin, target) -> origin.equals(target)
                        || target.equals(LAUNCH)
                        || (target.equals("common") && !origin.equals(LAUNCH))
                        || (MODULES.containsKey(origin) && target.equals("engine"))
                        || MODULES.getOrDefault(origin, Set.of()).contains(target)))
                .isEmpty();
    }

    @Test
    void noPackageOfTheEngineUsesOneAboveIt() {
        new PackageOrder(ROOT + "engine", ENGINE).check();
    }

    /** What other modules use of a node besides its class and its configuration: rules and roles that pages list. */
    private static final Set<String> OF_NODES = Set.of(
            "authz.grants.GrantRules",
            "authz.signin.SignInRules",
            "exchange.accounts.ApplicationRole",
            "exchange.accounts.RoleAssignment",
            "exchange.ews.ApplicationPermissions");

    @Test
    void onlyTheNodeAndItsConfigurationAreUsedOutside() {
        Set<String> used = new TreeSet<>();
        for (JavaClass origin : CLASSES) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (NODES.contains(module(target)) && !module(origin).equals(module(target))) {
                    used.add(target.getName().replace(ROOT, ""));
                }
            }
        }
        used.removeIf(name -> name.matches("\\w+[.]\\w+(Node|Config)"));
        assertThat(used).isEqualTo(OF_NODES);
    }

    /** The components of a longer record belong to several things. */
    @Test
    void noRecordHasMoreThanTenComponents() {
        assertThat(CLASSES.stream()
                        .filter(JavaClass::isRecord)
                        .filter(type -> type.getFields().stream()
                                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                                        .count()
                                > MOST_COMPONENTS)
                        .map(JavaClass::getName))
                .isEmpty();
    }

    /** Constructors and methods with neighbouring truth values, and the reason why nobody can confuse their callers. */
    private static final Map<String, String> NAMED_ELSEWHERE =
            Map.of("org.s2slab.config.UserAccount.<init>", "the keys of the configuration file name the values");

    /** A caller can confuse two truth values that stand next to each other. {@code Switches} give them names. */
    @Test
    void noTruthValuesAreNeighbours() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (JavaCodeUnit code : type.getCodeUnits()) {
                if (!code.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && hasNeighbours(code.getRawParameterTypes())) {
                    found.add(type.getName() + "." + code.getName());
                }
            }
        }
        assertThat(found).isEqualTo(NAMED_ELSEWHERE.keySet());
    }

    private static boolean hasNeighbours(List<JavaClass> parameters) {
        for (int i = 1; i < parameters.size(); i++) {
            if (isTruth(parameters.get(i - 1)) && isTruth(parameters.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTruth(JavaClass type) {
        return type.isEquivalentTo(boolean.class) || type.isEquivalentTo(Boolean.class);
    }

    /** A module that nobody reads has no arrows either. */
    @Test
    void everyModuleIsRead() {
        Set<String> read = new TreeSet<>();
        CLASSES.forEach(type -> read.add(module(type)));
        assertThat(read).containsAll(MODULES.keySet()).containsAll(NODES).contains("common", LAUNCH);
    }

    private static Set<String> arrows(BiPredicate<String, String> allowed) {
        Set<String> arrows = new TreeSet<>();
        for (JavaClass origin : CLASSES) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getName().startsWith(ROOT) && !allowed.test(module(origin), module(target))) {
                    arrows.add(origin.getName() + " -> " + target.getName());
                }
            }
        }
        return arrows;
    }

    private static String module(JavaClass type) {
        String first = type.getPackageName().replace(ROOT, "").split("[.]", 2)[0];
        return MODULES.containsKey(first) || NODES.contains(first) || first.equals(LAUNCH) ? first : "common";
    }
}
