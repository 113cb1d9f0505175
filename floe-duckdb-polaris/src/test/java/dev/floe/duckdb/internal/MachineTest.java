package dev.floe.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    Path root;

    @Test
    void aContainerWithVersion2SeesItsLimitAtTheRoot() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", "8589934592\n");
        assertThat(Machine.cgroupMemory(root)).hasValue(8L << 30);
    }

    @Test
    void withVersion2TheSmallestLimitUpToTheRootCounts() throws IOException {
        write("proc/self/cgroup", "0::/user.slice/app.scope\n");
        write("sys/fs/cgroup/user.slice/app.scope/memory.max", "max\n");
        write("sys/fs/cgroup/user.slice/memory.max", "1073741824\n");
        write("sys/fs/cgroup/memory.max", "2147483648\n");
        assertThat(Machine.cgroupMemory(root)).hasValue(1L << 30);
    }

    @Test
    void version1IsReadWhereVersion2IsNotThere() throws IOException {
        write("proc/self/cgroup", "12:cpu,cpuacct:/x\n11:memory:/docker/abc\n");
        write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "536870912\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(Machine.cgroupMemory(root)).hasValue(512L << 20);
    }

    @Test
    void version1sLargestNumberIsNoLimit() throws IOException {
        write("proc/self/cgroup", "11:memory:/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(Machine.cgroupMemory(root)).isEmpty();
    }

    @Test
    void aGroupOutsideTheNamespaceFallsBackToTheRoot() throws IOException {
        write("proc/self/cgroup", "0::/../../other\n");
        write("sys/fs/cgroup/memory.max", "1073741824\n");
        assertThat(Machine.cgroupMemory(root)).hasValue(1L << 30);
    }

    @Test
    void withoutCgroupsThereIsNoLimit() throws IOException {
        assertThat(Machine.cgroupMemory(root)).isEmpty();
        write("sys/fs/cgroup/memory.max", "banana\n");
        assertThat(Machine.cgroupMemory(root)).isEmpty();
    }

    @Test
    void thisMachineHasAHeapAndAProcessor() {
        Machine machine = Machine.current();
        assertThat(machine.processors()).isPositive();
        assertThat(machine.maxHeap()).isPositive();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
