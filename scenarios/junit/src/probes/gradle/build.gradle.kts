// Never run by the lab's build. It is the same as junit-6: the examples of docs/TESTING.md and nothing else.
plugins {
    java
}

repositories {
    mavenLocal()
    mavenCentral()
}

dependencies {
    testImplementation("org.s2slab:s2slab-junit:1.0.0")
    testImplementation("org.junit.jupiter:junit-jupiter:6.1.3")
    testImplementation("com.nimbusds:nimbus-jose-jwt:10.10")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher:6.1.3")
}

sourceSets {
    test {
        java {
            srcDir("../../test/java")
            include("org/s2slab/junit/example/InboxCounterTest.java", "org/s2slab/junit/example/PayrollTest.java")
        }
    }
}

tasks.test {
    useJUnitPlatform()
    jvmArgs("-XX:TieredStopAtLevel=1")
}
