package org.s2slab.cli.bench;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.s2slab.node.StartupWarmup;

/** A whole on-premises deployment in a JVM of its own, up and through its first checked call. */
public final class DeploymentProbe {
    private DeploymentProbe() {}

    /** @param args the folder of a deployment that was configured before */
    public static void main(String[] args) throws Exception {
        StartupWarmup.begin();
        Vertx vertx = Vertx.vertx();
        BenchDeployment deployment = BenchDeployment.start(BenchDeployment.launch(vertx), Path.of(args[0]));
        deployment.checkedCall();
        System.out.println("READY");
        System.in.read();
        deployment.close();
        vertx.close().await();
    }
}
