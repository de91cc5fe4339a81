package org.s2slab.junit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Calls an object of the engine for a test. During the call, the thread's context class loader is the engine's.
 * Otherwise, the engine's libraries would search for their services among the tests' libraries. Results whose types are
 * interfaces of this package are called in the same way.
 */
record EngineCall(Object target) implements InvocationHandler {
    static <T> T wrap(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                EngineCall.class.getClassLoader(), new Class<?>[] {type}, new EngineCall(target)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(target.getClass().getClassLoader());
        try {
            Object result = method.invoke(target, arguments);
            for (Class<?> type :
                    result == null ? new Class<?>[0] : result.getClass().getInterfaces()) {
                if (type.getPackage() == EngineCall.class.getPackage()) {
                    return wrap(type, result);
                }
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(context);
        }
    }
}
