package org.s2slab.testing;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds the methods of a source file that run only while their class is loaded, before PIT changes the class. These are
 * static methods that only initializers of static fields or other such methods call, and that other files cannot call.
 *
 * <p>Code in a lambda, in an anonymous class or behind a method reference runs later. A method that such code calls is
 * not a result. Methods are identified by name only: of two methods with the same name, either both or neither are
 * results.
 */
final class LoadingCode extends TreePathScanner<Void, Void> {
    /** The name of the method in which Java runs the initializers of static fields. */
    static final String INITIALIZER = "<clinit>";

    private static final String LATER = "<later>";

    private final Map<String, Set<String>> callers = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private String caller = LATER;

    private LoadingCode() {}

    /** The names of the found methods in a file, and {@link #INITIALIZER}. */
    static Set<String> methods(Path file) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        LoadingCode code = new LoadingCode();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            code.scan(task.parse(), null);
        }
        return code.methods();
    }

    private Set<String> methods() {
        Set<String> once = new HashSet<>(hidden);
        once.removeAll(others);
        once.retainAll(callers.keySet());
        once.add(INITIALIZER);
        callers.put(INITIALIZER, Set.of());
        boolean changed = true;
        while (changed) {
            changed = once.removeIf(method -> !once.containsAll(callers.getOrDefault(method, Set.of())));
        }
        return once;
    }

    @Override
    public Void visitClass(ClassTree tree, Void none) {
        return from(LATER, () -> super.visitClass(tree, null));
    }

    @Override
    public Void visitMethod(MethodTree tree, Void none) {
        String name = tree.getName().toString();
        boolean isHidden = is(Modifier.PRIVATE, tree.getModifiers())
                || (parent() instanceof ClassTree type && is(Modifier.PRIVATE, type.getModifiers()));
        (isHidden && is(Modifier.STATIC, tree.getModifiers()) ? hidden : others).add(name);
        return from(name, () -> super.visitMethod(tree, null));
    }

    @Override
    public Void visitVariable(VariableTree tree, Void none) {
        if (!(parent() instanceof ClassTree)) {
            return super.visitVariable(tree, null);
        }
        return from(
                is(Modifier.STATIC, tree.getModifiers()) ? INITIALIZER : LATER, () -> super.visitVariable(tree, null));
    }

    @Override
    public Void visitBlock(BlockTree tree, Void none) {
        if (!(parent() instanceof ClassTree)) {
            return super.visitBlock(tree, null);
        }
        return from(tree.isStatic() ? INITIALIZER : LATER, () -> super.visitBlock(tree, null));
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree tree, Void none) {
        return from(LATER, () -> super.visitLambdaExpression(tree, null));
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree tree, Void none) {
        callers.computeIfAbsent(tree.getName().toString(), first -> new HashSet<>())
                .add(LATER);
        return super.visitMemberReference(tree, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void none) {
        ExpressionTree called = tree.getMethodSelect();
        String name = called instanceof MemberSelectTree member
                ? member.getIdentifier().toString()
                : ((IdentifierTree) called).getName().toString();
        callers.computeIfAbsent(name, first -> new HashSet<>()).add(caller);
        return super.visitMethodInvocation(tree, null);
    }

    private Void from(String place, Runnable scan) {
        String outer = caller;
        caller = place;
        scan.run();
        caller = outer;
        return null;
    }

    private Tree parent() {
        return getCurrentPath().getParentPath().getLeaf();
    }

    private static boolean is(Modifier modifier, ModifiersTree modifiers) {
        return modifiers.getFlags().contains(modifier);
    }
}
