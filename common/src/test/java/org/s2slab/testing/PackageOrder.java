package org.s2slab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order of the packages of a module. A package may use itself and the packages before it.
 *
 * @param root the package that contains all others, for instance {@code org.s2slab.lync}
 * @param packages the names below the root, lowest package first; an empty name is the root itself
 */
public record PackageOrder(String root, List<String> packages) {
    /** The package of a node's main class, which composes all other packages. */
    public static final String NODE = "";

    /**
     * Fails if a package uses a later package, if the order lacks a package, or if a package of the order does not
     * exist.
     */
    public void check() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(root);
        Set<String> found = new TreeSet<>();
        Set<String> back = new TreeSet<>();
        for (JavaClass origin : classes) {
            found.add(name(origin));
            origin.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(this::isBelowRoot)
                    .filter(target -> packages.indexOf(name(target)) > packages.indexOf(name(origin)))
                    .forEach(target -> back.add(origin.getName() + " -> " + target.getName()));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(packages);
        assertThat(back).isEmpty();
    }

    private boolean isBelowRoot(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(root + ".");
    }

    /** The name of a class's package below the root; of a nested package only the first part. */
    private String name(JavaClass type) {
        String name = type.getPackageName().substring(root.length());
        return name.isEmpty() ? NODE : name.substring(1).split("[.]", 2)[0];
    }
}
