package io.mallguard.service.command;

import picocli.CommandLine.Command;

/** What can be done with the log. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Works on the log of a data folder.",
    subcommands = {LogExportCommand.class})
final class LogCommand {}
