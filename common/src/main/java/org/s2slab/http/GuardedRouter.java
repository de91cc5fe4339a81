package org.s2slab.http;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A router that puts a doorkeeper in front of every route an endpoint adds, and of nothing else: two doors share one
 * port, and a path behind neither stays unknown instead of asking for a credential.
 */
final class GuardedRouter {
    private final Router router;
    private final Doorkeeper doorkeeper;

    private GuardedRouter(Router router, Doorkeeper doorkeeper) {
        this.router = router;
        this.doorkeeper = doorkeeper;
    }

    /** A proxy, because Router has some forty ways to add a route and all of them must be guarded. */
    static Router of(Router router, Doorkeeper doorkeeper) {
        GuardedRouter guarded = new GuardedRouter(router, doorkeeper);
        return (Router) Proxy.newProxyInstance(
                Router.class.getClassLoader(),
                new Class<?>[] {Router.class},
                (proxy, method, arguments) -> guarded.invoke(method, arguments));
    }

    private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            Object result = method.invoke(router, arguments);
            return result instanceof Route route ? route.handler(doorkeeper) : result;
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
