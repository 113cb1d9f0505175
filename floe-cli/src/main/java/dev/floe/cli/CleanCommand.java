package dev.floe.cli;

import dev.floe.models.FloePipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code floe clean}. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description = "Removes the folders that clean-targets of dbt_project.yml names; by default the target folder.")
final class CleanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    @Override
    public Integer call() {
        List<Path> removed = FloePipeline.clean(options.projectDir());
        removed.forEach(folder -> FloeCommand.out(spec).println("removed " + folder));
        FloeCommand.out(spec).flush();
        return FloeCommand.OK;
    }
}
