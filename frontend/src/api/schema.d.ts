/** Made by `make api-types` from the server's OpenAPI document; not written by hand. */

export interface paths {
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs
         * @description Lists runs, one page at a time.
         *
         *     422 on `sort` means that the hypervolumes of these runs have different reference points or scales, so that an order
         *     by them would mean nothing.
         */
        get: operations["get_runs_api_runs_get"];
        put?: never;
        /**
         * Create a run
         * @description Creates a run and queues it for the next free worker. An invalid config is refused with all its errors.
         */
        post: operations["post_run_api_runs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fork a run
         * @description Creates a run that starts from a checkpoint of a run that has ended, with a changed config, and queues it.
         *
         *     Only the weights are taken; the state of the optimizer is not. The config is checked like that of a new run. 409
         *     means that the run has not ended or is trained elsewhere. 422 on `fork.step` lists the existing checkpoints.
         */
        post: operations["post_fork_api_runs__run_id__fork_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a run
         * @description Returns a run and the end of its log.
         */
        get: operations["get_run_api_runs__run_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete a run
         * @description Deletes a run, everything it reported, and its files.
         *
         *     Files on the server's disk and in the shared storage are deleted at once. Files on another disk are deleted when a
         *     worker with this disk learns that the run was deleted.
         */
        delete: operations["delete_run_by_id_api_runs__run_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change the name, notes, tags or priority of a run
         * @description Changes the name, notes, tags and priority of a run, or archives it. An event keeps the old values.
         */
        patch: operations["patch_run_api_runs__run_id__patch"];
        trace?: never;
    };
    "/api/runs/{run_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a run
         * @description Asks a run to save a checkpoint and stop. A run that has ended does not change.
         *
         *     A queued run stops at once, and so does a lost one. The program that trains an external run is told with its next
         *     heartbeat or batch of records.
         */
        post: operations["post_stop_api_runs__run_id__stop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a run
         * @description Queues a stopped run again, so that it continues from its last checkpoint with all of its state.
         *
         *     A completed run continues if `steps` is larger than before. 409 says why a run cannot continue.
         */
        post: operations["post_resume_api_runs__run_id__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a run
         * @description Queues a failed or crashed run again. It continues from its last checkpoint, or starts over if it has none.
         */
        post: operations["post_retry_api_runs__run_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tags
         * @description Lists the tags that runs have, those of most runs first. Archived runs do not count.
         */
        get: operations["get_tags_api_tags_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tag several runs
         * @description Adds tags to several runs and removes others. An event of each run keeps its tags from before.
         */
        post: operations["post_tags_api_runs_tags_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive several runs
         * @description Archives several runs, so that lists leave them out, or takes them back. Archived runs stay as they are.
         */
        post: operations["post_archive_api_runs_archive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop several runs
         * @description Asks several runs to save a checkpoint and stop. Runs that have ended do not change.
         */
        post: operations["post_stop_runs_api_runs_stop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry several runs
         * @description Queues several failed or crashed runs again. 409 names a run that has not failed; then none is queued.
         */
        post: operations["post_retry_runs_api_runs_retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete several runs
         * @description Deletes several runs, everything they reported, and their files. 409 names a run that still trains.
         */
        post: operations["post_delete_runs_api_runs_delete_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/run-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs in groups
         * @description Lists runs in groups with their number, statuses and means, one page of groups at a time.
         *
         *     A group has all matching runs, and its means are over those that have a value. Sorted by `created_at`, the group
         *     with the newest run comes last. 422 on `sort` means that the hypervolumes have different reference points or scales.
         */
        get: operations["get_run_groups_api_run_groups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/run-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the fields in which runs differ
         * @description Lists the config fields in which runs differ, so that they can be grouped by them.
         *
         *     It looks at the newest 1,000 configs that differ in more than name and seed.
         */
        get: operations["get_run_fields_api_run_fields_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/query-names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what queries may compare
         * @description Lists the names that the parameter `q` may compare, with operators and with values that runs have.
         *
         *     A query joins comparisons by `and`, `or`, `not` and brackets: `objective.accuracy > 0.8 and (method = gradient or
         *     tag = "table 2")`. `~` means contains, and upper and lower case are then the same. `none` without quotes means no
         *     value. Any field of the run config can be compared, not only those that are listed.
         */
        get: operations["get_query_names_api_query_names_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sweeps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sweeps
         * @description Lists all sweeps, the newest first.
         */
        get: operations["get_sweeps_api_sweeps_get"];
        put?: never;
        /**
         * Create a sweep
         * @description Creates a sweep with all its runs, or nothing: one wrong config refuses the whole, naming its cell and field.
         *
         *     With `dry_run=true`, nothing is created. The answer is then what would be, with an estimate from runs like these.
         */
        post: operations["post_sweep_api_sweeps_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sweeps/{sweep_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a sweep
         * @description Returns a sweep with its cells and the ids of its runs.
         */
        get: operations["get_sweep_api_sweeps__sweep_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete a sweep
         * @description Deletes a sweep, with its runs or without.
         *
         *     409 means that runs which are to be deleted still train, or that queued runs are to stay while only the paused sweep
         *     holds them back. Stop them first, delete them too, or continue the sweep.
         */
        delete: operations["delete_sweep_by_id_api_sweeps__sweep_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change a sweep
         * @description Changes name, notes or priority of a sweep, or pauses or continues it.
         *
         *     While a sweep is paused, its queued runs are not claimed. Runs that are training go on.
         */
        patch: operations["patch_sweep_api_sweeps__sweep_id__patch"];
        trace?: never;
    };
    "/api/sweeps/{sweep_id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Extend a sweep
         * @description Adds seeds, values, cells or draws to a sweep. Its cells and runs so far stay as they are.
         */
        post: operations["post_extend_api_sweeps__sweep_id__extend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sweeps/{sweep_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a sweep
         * @description Asks all runs of a sweep to stop. Queued runs stop at once; runs that have ended do not change.
         */
        post: operations["post_stop_sweep_api_sweeps__sweep_id__stop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sweeps/{sweep_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a sweep
         * @description Queues the failed and crashed runs of a sweep again. They continue from their last checkpoints or start over.
         */
        post: operations["post_retry_sweep_api_sweeps__sweep_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get metrics
         * @description Returns metrics as envelopes: too many points become buckets with their minimum, maximum and last value.
         *
         *     The first and the last point are always included. To zoom in, send `from_step` and `to_step`.
         */
        get: operations["get_series_api_runs__run_id__series_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/series/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List metrics
         * @description Lists the metrics that a run has reported, with their last value, minimum and maximum.
         */
        get: operations["get_series_keys_api_runs__run_id__series_keys_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List metrics with their labels
         * @description Lists the metrics that a run has reported, with their labels. It includes metrics of other trainers.
         */
        get: operations["get_run_metrics_api_runs__run_id__metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List evaluations
         * @description Lists the evaluations of a run in the objectives' own units, and marks the points on the validation front.
         *
         *     Re-evaluations of its policies are listed beside its own, with a split name and the id of the run that made them.
         */
        get: operations["get_evaluations_api_runs__run_id__evaluations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List completions
         * @description Lists the completions kept from one evaluation. Ask for the next page with the same `step` and `split`.
         */
        get: operations["get_completions_api_runs__run_id__completions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reevaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Re-evaluate saved policies
         * @description Creates a run that evaluates saved policies of other runs, and queues it. It is stopped and retried like any run.
         *
         *     The results are evaluations of the other runs, with a split name such as `test@math500`. All policies get the same
         *     prompts and random numbers. 409 means that a run is trained elsewhere, so that its policies are not here.
         */
        post: operations["post_reevaluation_api_reevaluations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reevaluations/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a re-evaluation
         * @description Returns the policies that a re-evaluation evaluates, and its results so far.
         */
        get: operations["get_reevaluation_api_reevaluations__run_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description Lists the events of a run, which its trainer or the server has reported.
         */
        get: operations["get_events_api_runs__run_id__events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List checkpoints
         * @description Lists the checkpoints of a run. Those that newer ones replaced are marked as deleted.
         */
        get: operations["get_checkpoints_api_runs__run_id__checkpoints_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List attempts
         * @description Lists the attempts at a run with what produced their results: code, libraries, machine and data.
         */
        get: operations["get_attempts_api_runs__run_id__attempts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report records
         * @description Stores a batch of records, either all of them or none.
         *
         *     A batch that is already stored, or is older than a stored one, changes nothing, so a batch may be sent again.
         *     409 means that a later attempt at the run has reported; drop the batch.
         */
        post: operations["post_records_api_runs__run_id__records_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim a run
         * @description Gives a queued run to a worker. 409 means that the run is not queued: another worker has it, or it has ended.
         */
        post: operations["post_claim_api_runs__run_id__claim_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew a lease
         * @description Renews the lease of an attempt. 409 means that the attempt no longer has the run; end the training process.
         *
         *     The reporter of an external run sends heartbeats too. They make a lost run running again.
         */
        post: operations["post_heartbeat_api_runs__run_id__heartbeat_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an attempt
         * @description Ends an attempt. A crashed run is queued again while attempts are left. Sending this twice changes nothing.
         */
        post: operations["post_finish_api_runs__run_id__finish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/weights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the reward weights
         * @description Asks a run with `weighting: {type: manual}` to use other weights from its next update on.
         *
         *     The request and the change are events; the change has the step of the first update with the new weights.
         */
        post: operations["post_weights_api_runs__run_id__weights_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run_id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch a run
         * @description Streams the changes of a run for as long as the client listens.
         *
         *     Every event has an `id`. A client that reconnects with it as `Last-Event-ID` gets everything that it missed. Without
         *     it, the stream sends the run at once, and then only changes. Open the stream first, then GET the earlier data, and
         *     merge them by step; a later value of a step replaces an earlier one. `reset` means that all points after its step
         *     are void and must be requested again.
         */
        get: operations["get_run_stream_api_runs__run_id__stream_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch all runs
         * @description Streams runs as they change. Open the stream first, then GET /api/runs; a later copy of a run replaces it.
         *
         *     With `Last-Event-ID`, the runs that have changed since then come first, but at most the last 500.
         */
        get: operations["get_stream_api_stream_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List figures
         * @description Lists the figures and their options.
         */
        get: operations["get_figures_api_figures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/figures/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Draw a figure
         * @description Draws a figure of one run, of several, or of groups of runs. Other query parameters are the figure's options.
         *
         *     Split, steps, reference point and scale are for figures of points on common axes, fields and baseline for figures
         *     of groups. Of more than 300 runs, some are drawn evenly from the groups, and the note of the figure says so.
         */
        get: operations["get_figure_api_figures__name__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fronts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare fronts
         * @description Returns the points of several runs, with hypervolumes against one reference point and scale.
         *
         *     With `by`, also returns the fronts of groups: attainment surfaces, shares of the union front, and indicators.
         */
        get: operations["get_fronts_api_fronts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare groups of runs
         * @description Groups runs, and returns means, intervals, differences to a baseline, steps to a target and costs.
         *
         *     Without `by`, runs that differ only in name and seed form a group. All hypervolumes have one reference point and
         *     scale. A number that a run does not have is left out and counted.
         */
        get: operations["get_groups_api_groups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schema/run-config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the schema of a run config
         * @description Returns the JSON Schema of a run config. Its descriptions are the tooltips of the form.
         */
        get: operations["get_run_config_schema_api_schema_run_config_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List presets
         * @description Lists the presets, which are configs to start from.
         */
        get: operations["get_presets_api_presets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/run-configs/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a config
         * @description Checks a config like a launch, and returns it with its defaults filled in.
         */
        post: operations["post_validate_api_run_configs_validate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List known metrics
         * @description Lists the metrics that Paretoscope's own training reports. Other trainers may report others.
         */
        get: operations["get_metrics_api_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List weighting methods
         * @description Lists the weighting methods: what moves the weights, which metric explains a move, and when to use the method.
         */
        get: operations["get_methods_api_methods_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List workers
         * @description Lists the workers that have sent a heartbeat within a day.
         */
        get: operations["get_workers_api_workers_get"];
        put?: never;
        /**
         * Register a worker
         * @description Registers a worker process with the number of runs that it can train at once.
         */
        post: operations["post_worker_api_workers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workers/{worker_id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Worker is alive
         * @description Records that a worker is alive. 404 means that it must register again.
         */
        post: operations["post_worker_heartbeat_api_workers__worker_id__heartbeat_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workers/deleted-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deleted runs
         * @description Returns which of the given runs have been deleted, so that a worker can delete their files.
         *
         *     Ids that this server has never known are not returned.
         */
        get: operations["get_deleted_runs_api_workers_deleted_runs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workers/{worker_id}/next-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the next run
         * @description Returns the first run of the queue that a worker may claim: by priority, then cell by cell, then by age.
         *
         *     A message only says that some run is queued, so a worker asks this before it claims one. Runs of paused sweeps, and
         *     runs that wait for another worker with their checkpoint, are passed over.
         */
        get: operations["get_next_run_api_workers__worker_id__next_run_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get health
         * @description Returns whether the database, the broker and the workers answer. It needs no token.
         */
        get: operations["get_health_api_health_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Sets a session cookie, which lasts for 30 days or until sign-out. A server without a token accepts everyone.
         */
        post: operations["post_session_api_session_post"];
        /**
         * Sign out
         * @description Ends the session of the cookie, and removes the cookie.
         */
        delete: operations["delete_session_api_session_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ArchiveRuns
         * @description Whether several runs are archived.
         */
        ArchiveRuns: {
            /**
             * Runs
             * @description Ids of the runs.
             */
            runs: string[];
            /**
             * Archived
             * @description Whether lists leave the runs out; false takes them back.
             * @default true
             */
            archived: boolean;
        };
        /**
         * ArithmeticTask
         * @description Sums and differences of two or three small numbers, with the answer in a box. The problems are generated from a seed, and the splits do not overlap.
         */
        ArithmeticTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "arithmetic";
            /**
             * Validation Prompts
             * @description Number of problems in the validation split, which steers the weights.
             * @default 128
             */
            validation_prompts: number;
            /**
             * Test Prompts
             * @description Number of problems in the test split, which is only reported.
             * @default 128
             */
            test_prompts: number;
        };
        /**
         * AttainmentSurface
         * @description The best points that at least a share of a group's runs attain.
         */
        AttainmentSurface: {
            /**
             * Percent
             * @description The share, in percent.
             */
            percent: number;
            /**
             * Points
             * @description Corners of the staircase as pairs of x and y, by ascending x, in the objectives' own units.
             */
            points: [
                number,
                number
            ][];
        };
        /**
         * AttemptView
         * @description An attempt and what produced its results.
         */
        AttemptView: {
            /**
             * Attempt
             * @description Number of the attempt, starting at 1.
             */
            attempt: number;
            /**
             * Worker Id
             * @description Worker that trained the run; null if another program trains it.
             */
            worker_id: string | null;
            /**
             * Created At
             * Format: date-time
             * @description Time when the provenance was reported.
             */
            created_at: string;
            /** @description Code, libraries, machine and data. */
            provenance: components["schemas"]["Provenance"];
        };
        /**
         * AttemptsAnswer
         * @description The attempts at a run that have reported their provenance.
         */
        AttemptsAnswer: {
            /**
             * Attempts
             * @description The attempts, by ascending number.
             */
            attempts: components["schemas"]["AttemptView"][];
        };
        /**
         * Axis
         * @description A field of the run config that varies, with its values.
         */
        Axis: {
            /**
             * Field
             * @description Dotted path of the field, such as `weighting.type`.
             */
            field: string;
            /**
             * Values
             * @description Its values; a value may be a whole section.
             */
            values: unknown[];
        };
        /**
         * BestPoint
         * @description A point that no other point of its group dominates.
         */
        BestPoint: {
            /**
             * Run Id
             * @description Run of the point.
             */
            run_id: string;
            /**
             * Step
             * @description Step of the point.
             */
            step: number;
            /**
             * Objectives
             * @description Value of each shared objective, in its own unit.
             */
            objectives: {
                [key: string]: number | null;
            };
            /**
             * Standard Errors
             * @description Standard error of each value over prompts; null where it is not known.
             */
            standard_errors?: {
                [key: string]: number | null;
            };
            /** @description The points of all runs of the group at the same step; null if the point is of no group. */
            over_runs?: components["schemas"]["PointSpread"] | null;
            /** @description The same point on the split that `report` names; null without it, or if the point was not evaluated there. */
            reported?: components["schemas"]["ReportedValues"] | null;
        };
        /**
         * ChangeRun
         * @description Changes of a run that are possible at any time. Fields that are left out do not change.
         */
        ChangeRun: {
            /**
             * Name
             * @description Name of the run in tables and charts.
             */
            name?: string | null;
            /**
             * Notes
             * @description Notes about the run, as free text.
             */
            notes?: string | null;
            /**
             * Priority
             * @description Runs with a higher priority are claimed first.
             */
            priority?: number | null;
            /**
             * Tags
             * @description Tags of the run, which replace those it has.
             */
            tags?: string[] | null;
            /**
             * Archived
             * @description Whether lists leave the run out.
             */
            archived?: boolean | null;
        };
        /**
         * ChangeWeights
         * @description Reward weights with which a run continues.
         */
        ChangeWeights: {
            /**
             * Weights
             * @description One weight per objective, at least 0; the weights sum to 1.
             */
            weights: {
                [key: string]: number;
            };
        };
        /**
         * ChangedRuns
         * @description What a request about many runs has changed.
         */
        ChangedRuns: {
            /**
             * Runs
             * @description Ids of the runs that have changed, in the order of the request. Runs that were so already are left out.
             */
            runs: string[];
        };
        /**
         * CheckedConfig
         * @description A valid config, from which a run can be created.
         */
        CheckedConfig: {
            /**
             * Config
             * @description The config, with the defaults filled in.
             */
            config: {
                [key: string]: unknown;
            };
        };
        /**
         * CheckpointPlace
         * @description Where the files of a checkpoint are.
         */
        CheckpointPlace: {
            /**
             * Run Id
             * @description Id of the run that saved it.
             */
            run_id: string;
            /**
             * Step
             * @description Policy updates before it was saved.
             */
            step: number;
            /**
             * Path
             * @description Folder on the worker that saved it.
             */
            path: string;
            /**
             * Storage
             * @description Id of the disk that the folder is on; empty if it is not known.
             * @default
             */
            storage: string;
            /**
             * Shared
             * @description Whether a copy is in the shared storage.
             * @default false
             */
            shared: boolean;
        };
        /**
         * CheckpointRecord
         * @description A checkpoint that has been written to disk completely.
         */
        CheckpointRecord: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "checkpoint";
            /**
             * Step
             * @description Number of policy updates in the checkpoint.
             */
            step: number;
            /**
             * Path
             * @description Folder on the worker's machine.
             */
            path: string;
            /**
             * Size Bytes
             * @description Size on disk.
             */
            size_bytes: number;
            /**
             * Resumable
             * @description Whether the run can continue from it; false if it holds only the weights of a point, without the optimizer's state.
             * @default true
             */
            resumable: boolean;
            /**
             * Deleted
             * @description Whether the folder has been removed because newer checkpoints replaced it.
             * @default false
             */
            deleted: boolean;
            /**
             * Storage
             * @description Id of the disk that the folder is on; empty if it is not known.
             * @default
             */
            storage: string;
            /**
             * Shared
             * @description Whether a copy is in the operator's shared storage.
             * @default false
             */
            shared: boolean;
        };
        /**
         * CheckpointView
         * @description A checkpoint on a worker's disk.
         */
        CheckpointView: {
            /**
             * Id
             * @description Id of the checkpoint.
             */
            id: number;
            /**
             * Step
             * @description Number of policy updates before it.
             */
            step: number;
            /**
             * Path
             * @description Folder on the machine of the worker.
             */
            path: string;
            /**
             * Size Bytes
             * @description Size on disk in bytes.
             */
            size_bytes: number;
            /**
             * Resumable
             * @description Whether the run can continue from it; false if it holds only the weights of a point.
             */
            resumable: boolean;
            /**
             * Deleted
             * @description Whether the folder was deleted because newer checkpoints replaced it.
             */
            deleted: boolean;
            /**
             * Storage
             * @description Id of the worker's disk; empty if it is not known.
             */
            storage: string;
            /**
             * Shared
             * @description Whether a copy is in the shared storage.
             */
            shared: boolean;
            /**
             * Created At
             * Format: date-time
             * @description Time when the checkpoint was reported.
             */
            created_at: string;
        };
        /**
         * CheckpointsAnswer
         * @description Checkpoints of a run.
         */
        CheckpointsAnswer: {
            /**
             * Checkpoints
             * @description The checkpoints, by ascending step.
             */
            checkpoints: components["schemas"]["CheckpointView"][];
        };
        /**
         * Checks
         * @description Results of a run's checks of its own numbers.
         */
        Checks: {
            /**
             * Trained Equals Plotted
             * @description Whether the reward in the charts equalled the reward in the loss at every step; null before the first step.
             */
            trained_equals_plotted: boolean | null;
        };
        /**
         * Claim
         * @description A run given to a worker for as long as the worker renews the lease.
         */
        Claim: {
            /**
             * Run Id
             * @description Id of the run.
             */
            run_id: string;
            /**
             * Attempt
             * @description Number of this attempt, starting at 1.
             */
            attempt: number;
            /**
             * Lease Seconds
             * @description Seconds from the last heartbeat until the claim is lost.
             */
            lease_seconds: number;
            /**
             * Config
             * @description Config of the run, with the defaults filled in.
             */
            config: {
                [key: string]: unknown;
            };
            /** @description Last checkpoint of the run, from which it continues. */
            checkpoint?: components["schemas"]["CheckpointPlace"] | null;
            /** @description Checkpoint of another run, from whose weights a fork starts. */
            fork?: components["schemas"]["CheckpointPlace"] | null;
            /**
             * Points
             * @description What a re-evaluation has still to evaluate; empty for any other run.
             */
            points?: components["schemas"]["PointToEvaluate"][];
        };
        /**
         * ClaimRequest
         * @description Sent by a worker to claim a run.
         */
        ClaimRequest: {
            /**
             * Worker Id
             * @description Id of the worker that claims the run.
             */
            worker_id: string;
        };
        /**
         * Completion
         * @description One completion and its rewards.
         */
        Completion: {
            /**
             * Prompt
             * @description Text of the prompt.
             */
            prompt: string;
            /**
             * Completion
             * @description Text that the policy wrote.
             */
            completion: string;
            /**
             * Ground Truth
             * @description Right answer, if the task has one.
             * @default null
             */
            ground_truth: string | null;
            /**
             * Rewards
             * @description Reward of each objective; higher is better.
             */
            rewards: {
                [key: string]: number | null;
            };
            /**
             * Tokens
             * @description Number of tokens in the completion, including the end of sequence.
             */
            tokens: number;
            /**
             * Truncated
             * @description Whether the completion was cut off at the token limit.
             * @default false
             */
            truncated: boolean;
            /**
             * Extra
             * @description What reward functions logged of the completion with TRL's `log_extra`, by column.
             */
            extra?: {
                [key: string]: string | boolean | number | null;
            };
        };
        /**
         * CompletionView
         * @description One completion and its rewards.
         */
        CompletionView: {
            /**
             * Prompt
             * @description Text of the prompt.
             */
            prompt: string;
            /**
             * Completion
             * @description Text that the policy wrote.
             */
            completion: string;
            /**
             * Ground Truth
             * @description Right answer; null if the task has none.
             */
            ground_truth: string | null;
            /**
             * Rewards
             * @description Reward of each objective; higher is better.
             */
            rewards: {
                [key: string]: number | null;
            };
            /**
             * Tokens
             * @description Length in tokens.
             */
            tokens: number;
            /**
             * Truncated
             * @description Whether it was cut at the token limit.
             */
            truncated: boolean;
            /**
             * Extra
             * @description What reward functions logged about it, by column.
             */
            extra: {
                [key: string]: string | boolean | number | null;
            };
        };
        /**
         * CompletionsAnswer
         * @description The completions that were kept from one evaluation.
         */
        CompletionsAnswer: {
            /**
             * Step
             * @description Step of the evaluation; null if no evaluation has completions.
             */
            step: number | null;
            /**
             * Split
             * @description Split of the evaluation.
             * @enum {string}
             */
            split: "validation" | "test";
            /**
             * Steps
             * @description All steps with completions of this split.
             */
            steps: number[];
            /**
             * Completions
             * @description Completions in the order of prompts, which is the same at every step.
             */
            completions: components["schemas"]["CompletionView"][];
            /**
             * Next Cursor
             * @description Cursor of the next page; null on the last page.
             */
            next_cursor: string | null;
        };
        /**
         * CompletionsRecord
         * @description Completions of one evaluation.
         */
        CompletionsRecord: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "completions";
            /**
             * Step
             * @description Step of the evaluation.
             */
            step: number;
            /**
             * Split
             * @description Split of the evaluation.
             * @enum {string}
             */
            split: "validation" | "test";
            /**
             * Completions
             * @description Completions of a fixed choice of prompts, the same at every evaluation of a run.
             */
            completions: components["schemas"]["Completion"][];
        };
        /**
         * ConfigToCheck
         * @description A config to check.
         */
        ConfigToCheck: {
            /** @description The config. */
            config: components["schemas"]["RunConfig"];
        };
        /**
         * Cost
         * @description What the runs of a group cost.
         */
        Cost: {
            /** @description Tokens of all training completions. */
            completion_tokens: components["schemas"]["Measure"];
            /** @description Seconds of training, without time between an end and a continuation. */
            wall_seconds: components["schemas"]["Measure"];
            /** @description Seconds of training times GPUs; undefined for runs without a GPU. */
            gpu_seconds: components["schemas"]["Measure"];
            /** @description Hypervolume divided by thousands of wall seconds. */
            hypervolume_per_1000_seconds: components["schemas"]["Measure"];
        };
        /**
         * CreateRun
         * @description A run to create.
         */
        CreateRun: {
            /** @description The run config: what is trained, on which task, towards which objectives. */
            config: components["schemas"]["RunConfig"];
            /**
             * External
             * @description Whether another program trains the run and only reports here; then no worker claims it.
             * @default false
             */
            external: boolean;
            /**
             * Priority
             * @description Runs with a higher priority are claimed first.
             * @default 0
             */
            priority: number;
            /**
             * Tags
             * @description Tags of the run, to find it by. They are no part of the config.
             */
            tags?: string[];
            /**
             * Notes
             * @description Notes about the run, as free text.
             * @default
             */
            notes: string;
        };
        /**
         * DeletedRuns
         * @description Runs that have been deleted.
         */
        DeletedRuns: {
            /**
             * Run Ids
             * @description Ids of the runs.
             */
            run_ids: string[];
        };
        /**
         * DifferenceMap
         * @description Where the runs of one group attain points more or less often than those of another.
         */
        DifferenceMap: {
            /**
             * X
             * @description Objective of the first axis.
             */
            x: string;
            /**
             * Y
             * @description Objective of the second axis.
             */
            y: string;
            /**
             * One
             * @description Id of one group.
             */
            one: string;
            /**
             * Other
             * @description Id of the other group.
             */
            other: string;
            /**
             * Regions
             * @description Rectangles in which the groups differ.
             */
            regions: components["schemas"]["DifferenceRegion"][];
        };
        /**
         * DifferenceRegion
         * @description A rectangle in which the difference of two groups is the same.
         */
        DifferenceRegion: {
            /**
             * X
             * @description Smallest and largest value of the first objective; null where the rectangle has no end.
             */
            x: [
                number | null,
                number | null
            ];
            /**
             * Y
             * @description Smallest and largest value of the second objective; null where the rectangle has no end.
             */
            y: [
                number | null,
                number | null
            ];
            /**
             * Difference
             * @description Share of the runs of `one` that attain its points, minus that of `other`; -1 to 1.
             */
            difference: number;
        };
        /**
         * DifferenceView
         * @description Mean difference to the baseline group, over pairs of runs with the same seed and the same preference.
         */
        DifferenceView: {
            /**
             * N
             * @description Number of pairs.
             */
            n: number;
            /**
             * Left Out
             * @description Number of runs without a pair, or with an undefined value in the pair.
             */
            left_out: number;
            /**
             * Mean
             * @description Mean of value minus baseline; null without pairs.
             */
            mean: number | null;
            /**
             * Standard Error
             * @description Standard error of the mean; null with fewer than 2 pairs.
             */
            standard_error: number | null;
            /**
             * Interval
             * @description 95 % t interval; null with fewer than 3 pairs.
             */
            interval: [
                number,
                number
            ] | null;
            /**
             * P Value
             * @description p value of the paired t test; null with fewer than 3 pairs.
             */
            p_value: number | null;
            /**
             * P Value Corrected
             * @description The p value after Holm's correction for the number of groups that are compared with the baseline.
             */
            p_value_corrected: number | null;
        };
        /**
         * EvaluatedRun
         * @description A run, and the steps whose policies are evaluated.
         */
        EvaluatedRun: {
            /**
             * Run Id
             * @description Run that saved the policies.
             */
            run_id: string;
            /**
             * Steps
             * @description Steps with a checkpoint, each once; 0 is the untrained policy.
             */
            steps: number[];
        };
        /**
         * EvaluationRecord
         * @description One evaluation of the policy on a split.
         */
        EvaluationRecord: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "evaluation";
            /**
             * Step
             * @description Number of policy updates done before the evaluation; 0 is the untrained policy.
             */
            step: number;
            /**
             * Split
             * @description `validation` steers the weights and fills the archive; `test` is only reported.
             * @enum {string}
             */
            split: "validation" | "test";
            /**
             * Objectives
             * @description Mean of each objective, in its own unit.
             */
            objectives: {
                [key: string]: number | null;
            };
            /**
             * Standard Errors
             * @description Standard error of each mean over prompts, in the objective's own unit.
             */
            standard_errors?: {
                [key: string]: number | null;
            };
            /**
             * Weights
             * @description Nominal reward weights at this step.
             */
            weights?: {
                [key: string]: number | null;
            };
            /**
             * Hypervolume
             * @description Hypervolume of the archive including this point; validation only. What an external run leaves out of hypervolume, contribution, reference point and scale, the server computes.
             * @default null
             */
            hypervolume: number | null;
            /**
             * Contribution
             * @description Hypervolume that this point added to the archive; validation only.
             * @default null
             */
            contribution: number | null;
            /**
             * Contribution Error
             * @description Standard error of the contribution; validation only.
             * @default null
             */
            contribution_error: number | null;
            /**
             * Hypervolume Interval
             * @description Lower and upper end of the hypervolume's 95 % interval over the choice of prompts; validation only.
             * @default null
             */
            hypervolume_interval: [
                number,
                number
            ] | null;
            /**
             * Reference Point
             * @description Point from which the hypervolume is measured, in each objective's own unit.
             */
            reference_point?: {
                [key: string]: number | null;
            };
            /**
             * Scale
             * @description Length of one unit on each axis, in the objective's own unit.
             */
            scale?: {
                [key: string]: number | null;
            };
            /**
             * Prompts
             * @description Number of prompts evaluated.
             * @default 0
             */
            prompts: number;
        };
        /**
         * EvaluationView
         * @description One evaluation of the policy on a split.
         */
        EvaluationView: {
            /**
             * Step
             * @description Number of policy updates before the evaluation.
             */
            step: number;
            /**
             * Split
             * @description `validation` or `test`; of a re-evaluation, its name, such as `test@math500`.
             */
            split: string;
            /**
             * Job Id
             * @description Run that re-evaluated the policy; null for what the run itself reported.
             */
            job_id: string | null;
            /**
             * Prompts
             * @description Number of prompts evaluated; 0 if it is not known.
             */
            prompts: number;
            /**
             * Samples
             * @description Completions sampled per prompt in a re-evaluation; null for what the run itself reported.
             */
            samples: number | null;
            /**
             * Objectives
             * @description Value of each objective in its own unit.
             */
            objectives: {
                [key: string]: number | null;
            };
            /**
             * Standard Errors
             * @description Standard error of each objective over prompts, in its own unit; empty if it is not known.
             */
            standard_errors: {
                [key: string]: number | null;
            };
            /**
             * Weights
             * @description Nominal reward weights at the step.
             */
            weights: {
                [key: string]: number | null;
            };
            /**
             * Hypervolume
             * @description Hypervolume of the archive including this point; of the run's own validation only.
             */
            hypervolume: number | null;
            /**
             * Contribution
             * @description Hypervolume that this point added; validation only.
             */
            contribution: number | null;
            /**
             * Contribution Error
             * @description Standard error of the contribution, if it is known; validation only.
             */
            contribution_error: number | null;
            /**
             * Hypervolume Interval
             * @description Lower and upper end of the hypervolume's 95 % interval over the choice of prompts, if it is known.
             */
            hypervolume_interval: [
                number,
                number
            ] | null;
            /**
             * Within Noise
             * @description Whether the contribution is smaller than its standard error.
             */
            within_noise: boolean;
            /**
             * On Front
             * @description Whether no other validation point of the run dominates it; false on other splits.
             */
            on_front: boolean;
            /**
             * Checkpoint Id
             * @description Id of the checkpoint of this step; null if there is none on disk.
             */
            checkpoint_id: number | null;
        };
        /**
         * EvaluationsAnswer
         * @description The evaluations of a run, and the axes of their hypervolumes.
         */
        EvaluationsAnswer: {
            /**
             * Reference Point
             * @description Reference point of the hypervolume, each objective in its own unit; empty before the first evaluation.
             */
            reference_point: {
                [key: string]: number | null;
            };
            /**
             * Scale
             * @description Length of one unit of each axis, each objective in its own unit.
             */
            scale: {
                [key: string]: number | null;
            };
            /**
             * Evaluations
             * @description The evaluations, by ascending step.
             */
            evaluations: components["schemas"]["EvaluationView"][];
        };
        /**
         * EventRecord
         * @description Something that happened in a run.
         */
        EventRecord: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "event";
            /**
             * Step
             * @description Step at which it happened.
             * @default null
             */
            step: number | null;
            /**
             * Time
             * @description Seconds since the epoch.
             * @default null
             */
            time: number | null;
            /**
             * Level
             * @description How serious it is.
             * @default info
             * @enum {string}
             */
            level: "info" | "warning" | "error";
            /**
             * Kind
             * @description Kind of event, such as `prompts_left_out`.
             */
            kind: string;
            /**
             * Message
             * @description One sentence for a person: what happened and what to do about it.
             */
            message: string;
            /**
             * Data
             * @description Numbers that belong to the message, nested at most 16 levels deep.
             */
            data?: {
                [key: string]: unknown;
            };
        };
        /**
         * EventView
         * @description An event of a run.
         */
        EventView: {
            /**
             * Id
             * @description Id of the event; later events have larger ids.
             */
            id: number;
            /**
             * Step
             * @description Step at which it happened.
             */
            step: number | null;
            /**
             * Time
             * Format: date-time
             * @description Time when it happened.
             */
            time: string;
            /**
             * Level
             * @description How serious it is.
             * @enum {string}
             */
            level: "info" | "warning" | "error";
            /**
             * Kind
             * @description Kind of event, such as `prompts_left_out`.
             */
            kind: string;
            /**
             * Message
             * @description What happened, in sentences.
             */
            message: string;
            /**
             * Data
             * @description Values that belong to the message.
             */
            data: {
                [key: string]: unknown;
            };
        };
        /**
         * EventsAnswer
         * @description Events of a run.
         */
        EventsAnswer: {
            /**
             * Events
             * @description The events, in the order in which they were reported.
             */
            events: components["schemas"]["EventView"][];
        };
        /**
         * FieldError
         * @description An invalid field of a request.
         */
        FieldError: {
            /**
             * Field
             * @description Dotted path of the field; the path of a field of a run config starts at the top of the config.
             */
            field: string;
            /**
             * Message
             * @description What is wrong with the value, and what is allowed.
             */
            message: string;
        };
        /**
         * Figure
         * @description A figure as Plotly JSON.
         */
        Figure: {
            /**
             * Data
             * @description Traces. Live records of `meta.key` extend a trace; `customdata` holds run and step of each point.
             */
            data: {
                [key: string]: unknown;
            }[];
            /**
             * Layout
             * @description Layout; `meta` holds title, subtitle, note, and the numbers of drawn points and of all points.
             */
            layout: {
                [key: string]: unknown;
            };
        };
        /**
         * FigureInfo
         * @description A figure that can be drawn.
         */
        FigureInfo: {
            /**
             * Name
             * @description Name of the figure in its URL.
             */
            name: string;
            /**
             * Description
             * @description One sentence on what it shows.
             */
            description: string;
            /**
             * Many
             * @description Whether it shows several runs together.
             */
            many: boolean;
            /**
             * Series
             * @description Prefixes of metric keys. If a run has reported none of these metrics, its figure is empty. May be an empty list.
             */
            series: string[];
            /**
             * Options
             * @description JSON Schema of its options, which are query parameters.
             */
            options: {
                [key: string]: unknown;
            };
        };
        /**
         * FigureList
         * @description The figures that can be drawn.
         */
        FigureList: {
            /**
             * Figures
             * @description The figures, in the order of a run's page.
             */
            figures: components["schemas"]["FigureInfo"][];
        };
        /**
         * FileTask
         * @description Any JSONL, JSON, CSV or parquet file; the config names its columns.
         */
        FileTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "file";
            /**
             * Path
             * @description Training data inside the operator's data roots: a file, or a folder with a `train` file and optional `val` and `test` files.
             */
            path: string;
            /**
             * Validation Path
             * @description File of the validation split. If left out, it is the folder's `val` file or else a fraction of the training data.
             */
            validation_path?: string | null;
            /**
             * Test Path
             * @description File of the test split. If left out, it is the folder's `test` file or else a fraction of the training data.
             */
            test_path?: string | null;
            /**
             * Max Prompt Tokens
             * @description Prompts with more tokens than this are left out; an event of the run says how many.
             * @default 2048
             */
            max_prompt_tokens: number;
            /**
             * Validation Fraction
             * @description Share of the training problems that becomes the validation split if the data have none. Equal prompts stay in the same split.
             * @default 0.1
             */
            validation_fraction: number;
            /**
             * Test Fraction
             * @description The same for the test split.
             * @default 0.1
             */
            test_fraction: number;
            /**
             * Split Seed
             * @description Seed for choosing these problems. It does not depend on the run's seed, so runs with different seeds are evaluated on the same problems.
             * @default 0
             */
            split_seed: number;
            /**
             * As Chat
             * @description Whether a question becomes a user message in the policy's chat template. Switch it off for a policy without a chat template.
             * @default true
             */
            as_chat: boolean;
            /**
             * System Prompt
             * @description Text before every question; in a chat it is the system message.
             * @default
             */
            system_prompt: string;
            /**
             * Prompt Column
             * @description Column with the question, as text or as a list of chat messages. A dot leads into a nested column.
             * @default prompt
             */
            prompt_column: string;
            /**
             * Ground Truth Column
             * @description Column with the right answer. Set it to null if there is none and no objective needs it.
             * @default answer
             */
            ground_truth_column: string | null;
            /**
             * Extra Columns
             * @description Further columns that are passed to the objectives under these names.
             */
            extra_columns?: string[];
            /**
             * Prompt Suffix
             * @description Text added to every question that does not already end with it.
             * @default
             */
            prompt_suffix: string;
        };
        /**
         * FinalPoint
         * @description The last point of a run.
         */
        FinalPoint: {
            /**
             * Step
             * @description Step of the point.
             */
            step: number;
            /**
             * Objectives
             * @description Value of each objective in its own unit.
             */
            objectives: {
                [key: string]: number | null;
            };
            /**
             * Standard Errors
             * @description Standard error of each objective over prompts, in its own unit; empty if it is not known.
             */
            standard_errors: {
                [key: string]: number | null;
            };
            /**
             * Hypervolume
             * @description Hypervolume of all points of the run, measured from the common reference point.
             */
            hypervolume: number;
        };
        /**
         * Finish
         * @description Sent by a worker to end its claim.
         */
        Finish: {
            /**
             * Attempt
             * @description Number of the attempt that ends.
             */
            attempt: number;
            /**
             * Outcome
             * @description How the attempt ended. A `crashed` run (its process died without a Python error) is tried again from the last checkpoint while attempts are left; a `released` run (its worker is shutting down, or has no room for it) always continues from there.
             * @enum {string}
             */
            outcome: "completed" | "stopped" | "failed" | "crashed" | "released";
            /** @description What went wrong, for `failed` and `crashed`; why the worker gives the run back, for `released`. */
            error?: components["schemas"]["RunError"] | null;
        };
        /**
         * ForkRun
         * @description A new run that starts from the weights of another run's checkpoint.
         */
        ForkRun: {
            /**
             * Step
             * @description Step of the checkpoint.
             */
            step: number;
            /**
             * Config
             * @description Changes to the run's config. Sections are merged field by field, unless their `type` or `engine` changes.
             */
            config?: {
                [key: string]: unknown;
            };
        };
        /**
         * FrontPoint
         * @description A point of a run on the common axes.
         */
        FrontPoint: {
            /**
             * Step
             * @description Number of policy updates before the point.
             */
            step: number;
            /**
             * Objectives
             * @description Value of each objective in its own unit.
             */
            objectives: {
                [key: string]: number | null;
            };
            /**
             * Weights
             * @description Nominal reward weights at the step.
             */
            weights: {
                [key: string]: number | null;
            };
            /**
             * On Front
             * @description Whether no other point of the same run dominates it on these objectives.
             */
            on_front: boolean;
            /**
             * Standard Errors
             * @description Standard error of each objective over prompts, for points on the front; null for other points.
             */
            standard_errors?: {
                [key: string]: number | null;
            } | null;
            /**
             * Checkpoint Id
             * @description Id of the checkpoint of this step; null if there is none on disk.
             */
            checkpoint_id: number | null;
            /**
             * Contribution
             * @description Hypervolume that the point added to its run, on the common axes.
             */
            contribution: number;
            /**
             * Contribution Error
             * @description Standard error of the contribution, if it is known. Off a run's own axes, the objectives count as independent.
             */
            contribution_error: number | null;
            /**
             * Within Noise
             * @description Whether the point added less than the standard error of its contribution.
             */
            within_noise: boolean;
            /** @description The same point on the split that `report` names; null without it, or if the point was not evaluated there. */
            reported?: components["schemas"]["ReportedValues"] | null;
        };
        /**
         * FrontsAnswer
         * @description Fronts of several runs with a common reference point and scale, so that their hypervolumes can be compared.
         */
        FrontsAnswer: {
            /**
             * Reference Point
             * @description Worst reference of all runs for each objective, unless the request gave another one.
             */
            reference_point: {
                [key: string]: number | null;
            };
            /**
             * Scale
             * @description Largest scale of all runs for each objective, unless the request gave another one.
             */
            scale: {
                [key: string]: number | null;
            };
            /**
             * Report
             * @description Split on which points are reported besides the split of the points; null if the request named none.
             */
            report?: string | null;
            /**
             * Splits
             * @description Splits on which at least one of the runs was evaluated.
             */
            splits?: string[];
            /**
             * Objectives
             * @description Objectives that all of the runs train.
             */
            objectives: components["schemas"]["ObjectiveView"][];
            /**
             * Left Out
             * @description Objectives that only some of the runs train, which these fronts and hypervolumes leave out.
             */
            left_out: string[];
            /**
             * Total Runs
             * @description Number of runs that were chosen. Of more than 300, some are drawn evenly from the groups.
             */
            total_runs: number;
            /**
             * Runs
             * @description The runs, in the order of the request.
             */
            runs: components["schemas"]["RunFront"][];
            /**
             * Groups
             * @description Fronts of groups of runs; empty unless the request has `by`.
             */
            groups?: components["schemas"]["GroupFront"][];
            /** @description Front of all runs together; null unless the request has `by`. */
            union?: components["schemas"]["UnionFront"] | null;
            /**
             * Differences
             * @description Where one group attains points more often than another; for two groups, or those that the request names.
             */
            differences?: components["schemas"]["DifferenceMap"][];
        };
        /**
         * GroupFront
         * @description The fronts of a group's runs.
         */
        GroupFront: {
            /**
             * Id
             * @description Id of the group; it stays the same while the fields and their values do.
             */
            id: string;
            /**
             * Key
             * @description Values of the chosen fields; for replicates, of the fields in which the groups differ.
             */
            key: {
                [key: string]: unknown;
            };
            /**
             * Label
             * @description The values in words.
             */
            label: string;
            /**
             * N
             * @description Number of runs.
             */
            n: number;
            /**
             * Run Ids
             * @description Ids of the runs.
             */
            run_ids: string[];
            /**
             * Attainment
             * @description Attainment surfaces for each pair of objectives.
             */
            attainment: components["schemas"]["PairAttainment"][];
            /**
             * Hypervolume
             * @description Hypervolume of the points of all its runs together, which grows with the number of runs.
             */
            hypervolume: number;
            /**
             * Hypervolume Share
             * @description This hypervolume as a share of that of all runs; null if that is 0.
             */
            hypervolume_share: number | null;
            /**
             * Exclusive Share
             * @description Share of the hypervolume of all runs that only this group dominates; null if that is 0.
             */
            exclusive_share: number | null;
            /** @description IGD+ of each run's front to the union front, in units of the scale; smaller is better. */
            igd_plus: components["schemas"]["Measure"];
            /** @description By how many scales each run's front must improve to dominate the union front; smaller is better. */
            additive_epsilon: components["schemas"]["Measure"];
            /** @description Best weighted sum of a point, averaged over preferences, in units of the scale above the reference point. */
            expected_utility: components["schemas"]["Measure"];
        };
        /**
         * GroupView
         * @description Runs with equal values of the chosen fields.
         */
        GroupView: {
            /**
             * Id
             * @description Id of the group; it stays the same while the fields and their values do.
             */
            id: string;
            /**
             * Key
             * @description Values of the chosen fields; for replicates, of the fields in which the groups differ.
             */
            key: {
                [key: string]: unknown;
            };
            /**
             * Label
             * @description The values in words.
             */
            label: string;
            /**
             * N
             * @description Number of runs.
             */
            n: number;
            /**
             * Run Ids
             * @description Ids of the runs.
             */
            run_ids: string[];
            /**
             * Seeds
             * @description Seeds of the runs, in the order of `run_ids`.
             */
            seeds: number[];
            /**
             * Statuses
             * @description Number of runs by status.
             */
            statuses: {
                [key: string]: number;
            };
            /**
             * Final Steps
             * @description Step of each run's last point, in the order of `run_ids`; null without points.
             */
            final_steps: (number | null)[];
            /**
             * Objectives
             * @description Each shared objective at the last point of each run, in its own unit.
             */
            objectives: {
                [key: string]: components["schemas"]["Measure"];
            };
            /** @description Hypervolume of all points of each run, measured from the common reference point. */
            hypervolume: components["schemas"]["Measure"];
            /**
             * Best
             * @description Points of the runs that no other point of the group dominates.
             */
            best: components["schemas"]["BestPoint"][];
            /** @description First step at which a run's front weakly dominates the target. */
            steps_to_target: components["schemas"]["StepsToTarget"];
            /** @description Mean step of the points on each run's front. */
            mean_front_step: components["schemas"]["Measure"];
            /** @description What the runs cost. */
            cost: components["schemas"]["Cost"];
        };
        /**
         * GroupsAnswer
         * @description Groups of runs, measured with one reference point and scale.
         */
        GroupsAnswer: {
            /**
             * By
             * @description Fields that the runs are grouped by; empty for replicates.
             */
            by: string[];
            /**
             * Split
             * @description Split of the points.
             */
            split: string;
            /**
             * Report
             * @description Split on which the best points are reported; null if the request named none.
             */
            report?: string | null;
            /**
             * Splits
             * @description Splits on which at least one of the runs was evaluated.
             */
            splits?: string[];
            /**
             * Reference Point
             * @description Common reference point of all hypervolumes.
             */
            reference_point: {
                [key: string]: number | null;
            };
            /**
             * Scale
             * @description Common scale of all hypervolumes.
             */
            scale: {
                [key: string]: number | null;
            };
            /**
             * Objectives
             * @description Objectives that all of the runs train.
             */
            objectives: components["schemas"]["ObjectiveView"][];
            /**
             * Left Out
             * @description Objectives that only some of the runs train, which every measure leaves out.
             */
            left_out: string[];
            /**
             * Total Runs
             * @description Number of runs that were chosen. Of more than 300, some are drawn evenly from the groups.
             */
            total_runs: number;
            /**
             * Baseline
             * @description Id of the group that the others are compared with.
             */
            baseline: string;
            /**
             * Target
             * @description Values to reach for `steps_to_target`; empty if neither a target nor a final point of the baseline is known.
             */
            target: {
                [key: string]: number | null;
            };
            /**
             * Groups
             * @description The groups, in the order of their first runs.
             */
            groups: components["schemas"]["GroupView"][];
        };
        /**
         * Gsm8kTask
         * @description Word problems in GSM8K's format: a `question`, and an `answer` whose last line looks like `#### 42`.
         */
        Gsm8kTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "gsm8k";
            /**
             * Path
             * @description A file, or a folder with `train` and `test` files, inside the operator's data roots. If left out, `openai/gsm8k` is fetched from the Hub.
             */
            path?: string | null;
            /**
             * Prompt Suffix
             * @description Text added to every question that does not already end with it. If left out, it is the suffix of arXiv 2509.11452.
             * @default Let's think step by step and output the final answer within \boxed{}.
             */
            prompt_suffix: string;
            /**
             * Max Prompt Tokens
             * @description Prompts with more tokens than this are left out; an event of the run says how many.
             * @default 2048
             */
            max_prompt_tokens: number;
            /**
             * Validation Fraction
             * @description Share of the training problems that becomes the validation split if the data have none. Equal prompts stay in the same split.
             * @default 0.1
             */
            validation_fraction: number;
            /**
             * Test Fraction
             * @description The same for the test split.
             * @default 0.1
             */
            test_fraction: number;
            /**
             * Split Seed
             * @description Seed for choosing these problems. It does not depend on the run's seed, so runs with different seeds are evaluated on the same problems.
             * @default 0
             */
            split_seed: number;
            /**
             * As Chat
             * @description Whether a question becomes a user message in the policy's chat template. Switch it off for a policy without a chat template.
             * @default true
             */
            as_chat: boolean;
            /**
             * System Prompt
             * @description Text before every question; in a chat it is the system message.
             * @default
             */
            system_prompt: string;
        };
        /**
         * Health
         * @description The state of the server and of what it depends on.
         */
        Health: {
            /**
             * Status
             * @description `degraded` means that the broker cannot be reached, so that queued runs wait until it answers.
             * @enum {string}
             */
            status: "ok" | "degraded";
            /**
             * Version
             * @description Version of Paretoscope.
             */
            version: string;
            /**
             * Database
             * @description Kind of the database, which answered this request.
             */
            database: string;
            /**
             * Broker
             * @description Whether the broker answers.
             * @enum {string}
             */
            broker: "ok" | "unreachable";
            /**
             * Workers
             * @description Number of workers that are alive.
             */
            workers: number;
            /**
             * Token Required
             * @description Whether the server asks for a token, so that people sign in on its page.
             */
            token_required: boolean;
            /**
             * Schema Revision
             * @description Revision of the database's schema.
             */
            schema_revision: string;
        };
        /**
         * Heartbeat
         * @description Sent regularly by a worker, or by the reporter of an external run, to show that the run is still trained.
         */
        Heartbeat: {
            /**
             * Attempt
             * @description Number of the attempt in the worker's claim.
             */
            attempt: number;
            /**
             * Stage
             * @description What the run is doing, such as `loading policy`.
             */
            stage?: string | null;
        };
        /**
         * HubTask
         * @description A data set of the Hugging Face Hub, which the worker fetches; the config names its columns.
         */
        HubTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hub";
            /**
             * Dataset
             * @description Id of the data set on the Hub, such as `openai/gsm8k`.
             */
            dataset: string;
            /**
             * Config
             * @description Configuration of the data set, if it has several.
             */
            config?: string | null;
            /**
             * Revision
             * @description Branch, tag or commit, so that the data cannot change between runs. If left out, the newest revision is used.
             */
            revision?: string | null;
            /**
             * Train Split
             * @description Split to train on.
             * @default train
             */
            train_split: string;
            /**
             * Validation Split
             * @description Split that steers the weights. If left out, it is a fraction of the training split.
             */
            validation_split?: string | null;
            /**
             * Test Split
             * @description Split that is only reported. If left out, it is a fraction of the training split.
             */
            test_split?: string | null;
            /**
             * Max Prompt Tokens
             * @description Prompts with more tokens than this are left out; an event of the run says how many.
             * @default 2048
             */
            max_prompt_tokens: number;
            /**
             * Validation Fraction
             * @description Share of the training problems that becomes the validation split if the data have none. Equal prompts stay in the same split.
             * @default 0.1
             */
            validation_fraction: number;
            /**
             * Test Fraction
             * @description The same for the test split.
             * @default 0.1
             */
            test_fraction: number;
            /**
             * Split Seed
             * @description Seed for choosing these problems. It does not depend on the run's seed, so runs with different seeds are evaluated on the same problems.
             * @default 0
             */
            split_seed: number;
            /**
             * As Chat
             * @description Whether a question becomes a user message in the policy's chat template. Switch it off for a policy without a chat template.
             * @default true
             */
            as_chat: boolean;
            /**
             * System Prompt
             * @description Text before every question; in a chat it is the system message.
             * @default
             */
            system_prompt: string;
            /**
             * Prompt Column
             * @description Column with the question, as text or as a list of chat messages. A dot leads into a nested column.
             * @default prompt
             */
            prompt_column: string;
            /**
             * Ground Truth Column
             * @description Column with the right answer. Set it to null if there is none and no objective needs it.
             * @default answer
             */
            ground_truth_column: string | null;
            /**
             * Extra Columns
             * @description Further columns that are passed to the objectives under these names.
             */
            extra_columns?: string[];
            /**
             * Prompt Suffix
             * @description Text added to every question that does not already end with it.
             * @default
             */
            prompt_suffix: string;
        };
        /**
         * HypervolumePoint
         * @description Hypervolume of a run's points up to a step, on the common axes.
         */
        HypervolumePoint: {
            /**
             * Step
             * @description Step of the last of these points.
             */
            step: number;
            /**
             * Hypervolume
             * @description Hypervolume measured from the common reference point.
             */
            hypervolume: number;
        };
        /**
         * ImprovementView
         * @description Probability that a run of the group is better than a run of the baseline group.
         */
        ImprovementView: {
            /**
             * Probability
             * @description Probability; ties count half. Null if there is nothing to compare.
             */
            probability: number | null;
            /**
             * Interval
             * @description 95 % interval of the stratified bootstrap; null with fewer than 3 runs in either group.
             */
            interval: [
                number,
                number
            ] | null;
        };
        /**
         * Instruction
         * @description The server's answer to a heartbeat.
         */
        Instruction: {
            /**
             * Action
             * @description `continue`: keep training. `stop`: save a checkpoint, then finish as stopped.
             * @enum {string}
             */
            action: "continue" | "stop";
            /** @description The last request for other weights; null if there was none. */
            steering?: components["schemas"]["Steering"] | null;
            /**
             * Next Heartbeat Seconds
             * @description Seconds until the server wants the next heartbeat of an external run; null for a run of a worker.
             */
            next_heartbeat_seconds?: number | null;
        };
        /**
         * LatestEvaluation
         * @description The last validation point of a run, with values of the first for comparison.
         */
        LatestEvaluation: {
            /**
             * Step
             * @description Step of the last evaluation.
             */
            step: number;
            /**
             * Objectives
             * @description Value of each objective in its own unit.
             */
            objectives: {
                [key: string]: number | null;
            };
            /**
             * Standard Errors
             * @description Standard error of each value over prompts; empty if it is not known.
             */
            standard_errors?: {
                [key: string]: number | null;
            };
            /**
             * Initial
             * @description The same values at the first evaluation, which is that of the untrained policy.
             */
            initial: {
                [key: string]: number | null;
            };
            /**
             * Weights
             * @description Nominal reward weights at the step.
             */
            weights: {
                [key: string]: number | null;
            };
            /**
             * Hypervolume
             * @description Hypervolume of the archive, measured from the run's own reference point.
             */
            hypervolume: number | null;
            /**
             * Hypervolume Interval
             * @description Lower and upper end of its 95 % interval over the choice of prompts, if it is known.
             */
            hypervolume_interval?: [
                number,
                number
            ] | null;
            /**
             * Initial Hypervolume
             * @description The same at the first evaluation.
             */
            initial_hypervolume: number | null;
            /**
             * Reference Point
             * @description Reference point of the hypervolume in own units. Hypervolumes are comparable only with equal reference and scale.
             */
            reference_point: {
                [key: string]: number | null;
            };
            /**
             * Scale
             * @description Length of one unit of each axis of the hypervolume, in the objectives' own units.
             */
            scale: {
                [key: string]: number | null;
            };
        };
        /**
         * LinearSupport
         * @description How optimistic linear support chooses preferences.
         */
        LinearSupport: {
            /**
             * Tolerance
             * @description The sweep ends once no preference can improve by more than this share of the range of the values found.
             * @default 0.02
             */
            tolerance: number;
            /**
             * Max Cells
             * @description Largest number of preferences to try.
             * @default 20
             */
            max_cells: number;
            /**
             * Parallel
             * @description Largest number of preferences to try at the same time. More than one keeps more workers busy, but may try some that the results of the others would have ruled out.
             * @default 1
             */
            parallel: number;
            /**
             * Split
             * @description Split whose last evaluation is the value of a preference.
             * @default validation
             * @enum {string}
             */
            split: "validation" | "test";
        };
        /**
         * ListedGroup
         * @description Runs with equal values of the chosen fields, as one row of a list.
         */
        ListedGroup: {
            /**
             * Id
             * @description Id of the group; it stays the same while the fields and their values do.
             */
            id: string;
            /**
             * Label
             * @description The values in words: a sweep by its name, replicates by the name of the newest without its seed.
             */
            label: string;
            /**
             * Key
             * @description Values of the chosen fields; empty for replicates.
             */
            key: {
                [key: string]: unknown;
            };
            /**
             * N
             * @description Number of runs.
             */
            n: number;
            /**
             * Run Ids
             * @description Ids of the runs, the newest first.
             */
            run_ids: string[];
            /**
             * Statuses
             * @description Number of runs by status.
             */
            statuses: {
                [key: string]: number;
            };
            /**
             * Step
             * @description Number of policy updates of all runs together.
             */
            step: number;
            /**
             * Total Steps
             * @description The same once all of them are complete.
             */
            total_steps: number;
            /**
             * Methods
             * @description How the reward weights move, each method once.
             */
            methods: string[];
            /**
             * Estimators
             * @description How rewards become advantages, each estimator once.
             */
            estimators: string[];
            /**
             * Preference
             * @description Reward weights that the runs start with; null if they differ.
             */
            preference: {
                [key: string]: number;
            } | null;
            /**
             * Objectives
             * @description Last validation values of each objective, in its own unit.
             */
            objectives: {
                [key: string]: components["schemas"]["Mean"];
            };
            /** @description Hypervolumes, measured from the runs' own reference point; null if reference points or scales differ. */
            hypervolume: components["schemas"]["Mean"] | null;
            /**
             * Created At
             * Format: date-time
             * @description When the newest run was created.
             */
            created_at: string;
        };
        /**
         * LogRecord
         * @description Output of the training process.
         */
        LogRecord: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "log";
            /**
             * Text
             * @description The output as it was written, including line ends.
             */
            text: string;
        };
        /**
         * ManyRuns
         * @description Several runs. Either all of them are changed, or none.
         */
        ManyRuns: {
            /**
             * Runs
             * @description Ids of the runs.
             */
            runs: string[];
        };
        /**
         * Math500Task
         * @description Competition mathematics in verl's parquet layout, with chat prompts and the ground truth under `reward_model`.
         */
        Math500Task: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "math500";
            /**
             * Path
             * @description Folder with `train.parquet`, `val.parquet` and `test.parquet`, inside the operator's data roots.
             */
            path: string;
            /**
             * Max Prompt Tokens
             * @description Prompts with more tokens than this are left out; an event of the run says how many.
             * @default 2048
             */
            max_prompt_tokens: number;
        };
        /**
         * MathLightevalTask
         * @description Competition mathematics by subject and level, in the layout of MATH-lighteval (`problem`, `solution`, `level`, `type`) or of verl.
         */
        MathLightevalTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "math_lighteval";
            /**
             * Path
             * @description A file, or a folder with `train` and `test` files, inside the operator's data roots. If left out, `DigitalLearningGmbH/MATH-lighteval` is fetched from the Hub.
             */
            path?: string | null;
            /**
             * Subjects
             * @description Subjects to use. If left out, all subjects are used.
             */
            subjects?: ("Algebra" | "Counting & Probability" | "Geometry" | "Intermediate Algebra" | "Number Theory" | "Prealgebra" | "Precalculus")[];
            /**
             * Levels
             * @description Levels of difficulty to use, from 1 to 5. If left out, all levels are used.
             */
            levels?: number[];
            /**
             * Prompt Suffix
             * @description Text added to every problem that does not already end with it. If left out, it is the suffix of arXiv 2509.11452.
             * @default Let's think step by step and output the final answer within \boxed{}.
             */
            prompt_suffix: string;
            /**
             * Max Prompt Tokens
             * @description Prompts with more tokens than this are left out; an event of the run says how many.
             * @default 2048
             */
            max_prompt_tokens: number;
            /**
             * Validation Fraction
             * @description Share of the training problems that becomes the validation split if the data have none. Equal prompts stay in the same split.
             * @default 0.1
             */
            validation_fraction: number;
            /**
             * Test Fraction
             * @description The same for the test split.
             * @default 0.1
             */
            test_fraction: number;
            /**
             * Split Seed
             * @description Seed for choosing these problems. It does not depend on the run's seed, so runs with different seeds are evaluated on the same problems.
             * @default 0
             */
            split_seed: number;
            /**
             * As Chat
             * @description Whether a question becomes a user message in the policy's chat template. Switch it off for a policy without a chat template.
             * @default true
             */
            as_chat: boolean;
            /**
             * System Prompt
             * @description Text before every question; in a chat it is the system message.
             * @default
             */
            system_prompt: string;
        };
        /**
         * Mean
         * @description Mean of a number over the runs that have it.
         */
        Mean: {
            /**
             * N
             * @description Number of runs with a value.
             */
            n: number;
            /**
             * Mean
             * @description Mean; null without values.
             */
            mean: number | null;
            /**
             * Standard Error
             * @description Standard error of the mean; null with fewer than 2 values.
             */
            standard_error: number | null;
        };
        /**
         * Measure
         * @description One number of each run of a group, and what the runs together say about it.
         */
        Measure: {
            /**
             * N
             * @description Number of runs with a value.
             */
            n: number;
            /**
             * Left Out
             * @description Number of runs without a defined value.
             */
            left_out: number;
            /**
             * Mean
             * @description Mean; null without values.
             */
            mean: number | null;
            /**
             * Standard Error
             * @description Standard error of the mean; null with fewer than 2 values.
             */
            standard_error: number | null;
            /**
             * Interval
             * @description 95 % interval of the mean; null with fewer than 3 values.
             */
            interval: [
                number,
                number
            ] | null;
            /**
             * Method
             * @description How the interval was computed: Student's t distribution, or BCa bootstrap from 8 values on.
             */
            method: ("t" | "bca") | null;
            /**
             * Values
             * @description The value of each run, in the order of `run_ids`.
             */
            values: components["schemas"]["RunValue"][];
            /**
             * Mark
             * @description `best` if the interval of the difference to the next best group excludes 0, `tied` if it may be the best.
             */
            mark?: ("best" | "tied") | null;
            /** @description Difference to the baseline group; null for the baseline group itself. */
            difference?: components["schemas"]["DifferenceView"] | null;
            /** @description Probability of improvement over the baseline group; null for the baseline group itself. */
            improvement?: components["schemas"]["ImprovementView"] | null;
        };
        /**
         * MethodView
         * @description A weighting method.
         */
        MethodView: {
            /**
             * Type
             * @description Type of the weighting in a run config.
             */
            type: string;
            /**
             * Title
             * @description Name of the method.
             */
            title: string;
            /**
             * Family
             * @description What the method is based on; methods of one family share a colour.
             * @enum {string}
             */
            family: "preference" | "hypervolume" | "gradients" | "rewards" | "ideal point";
            /**
             * Moved By
             * @description What moves the weights. With `hypervolume`, they are constant and the advantages are multiplied.
             * @enum {string}
             */
            moved_by: "nobody" | "schedule" | "hypervolume" | "gradients" | "rewards" | "person";
            /**
             * Needs Gradients
             * @description Whether it needs the gradient of each objective.
             */
            needs_gradients: boolean;
            /**
             * Is Linear
             * @description Whether the scalar reward is the weighted sum of the rewards.
             */
            is_linear: boolean;
            /**
             * Nominal
             * @description What the nominal weights of the method are.
             */
            nominal: string;
            /**
             * Explained By
             * @description Pattern of the metric that explains its moves; null if there is none.
             */
            explained_by: string | null;
            /**
             * Follows From
             * @description Pattern of the metric from which that one is computed; null if there is none.
             */
            follows_from: string | null;
            /**
             * When To Use
             * @description When to use it, in one sentence.
             */
            when_to_use: string;
            /**
             * Cost
             * @description Cost compared with fixed weights, in words.
             */
            cost: string;
        };
        /**
         * MethodsAnswer
         * @description All weighting methods.
         */
        MethodsAnswer: {
            /**
             * Methods
             * @description The methods, in the order in which they are shown.
             */
            methods: components["schemas"]["MethodView"][];
        };
        /**
         * MetricView
         * @description A metric that Paretoscope's own training reports.
         */
        MetricView: {
            /**
             * Pattern
             * @description Its key, with a placeholder in braces for the name of an objective, such as `weight/{objective}`.
             */
            pattern: string;
            /**
             * Label
             * @description Name of a value, as a noun phrase.
             */
            label: string;
            /**
             * Unit
             * @description Unit of its values; empty for a plain number.
             */
            unit: string;
            /**
             * Meaning
             * @description Meaning of a value, in one sentence.
             */
            meaning: string;
        };
        /**
         * MetricsAnswer
         * @description The metrics that Paretoscope's own training reports.
         */
        MetricsAnswer: {
            /**
             * Metrics
             * @description The metrics; related ones follow each other.
             */
            metrics: components["schemas"]["MetricView"][];
        };
        /**
         * MetricsRecord
         * @description Scalars of one step. Reporting a step again replaces its earlier values.
         */
        MetricsRecord: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "metrics";
            /**
             * Step
             * @description Number of policy updates done when this was measured.
             */
            step: number;
            /**
             * Time
             * @description Seconds since the epoch.
             * @default null
             */
            time: number | null;
            /**
             * Values
             * @description Value of each metric, by its key `area/what[/part]`.
             */
            values: {
                [key: string]: number | null;
            };
        };
        /**
         * NextRun
         * @description What a worker should train next.
         */
        NextRun: {
            /** @description The first run of the queue that the worker may claim; null if there is none. */
            run: components["schemas"]["Run"] | null;
            /**
             * Waits For Others
             * @description Whether a run before it waits for another worker, which has its checkpoint.
             */
            waits_for_others: boolean;
        };
        /**
         * ObjectiveView
         * @description How an objective is shown.
         */
        ObjectiveView: {
            /**
             * Name
             * @description Name of the objective in weights, charts and tables.
             */
            name: string;
            /**
             * Unit
             * @description Unit of an evaluated value.
             */
            unit: string;
            /**
             * Direction
             * @description Whether a higher or a lower value is better.
             * @enum {string}
             */
            direction: "maximize" | "minimize";
            /**
             * Axis Label
             * @description The value in words.
             */
            axis_label: string;
            /**
             * Monitor
             * @description Whether it is logged but not trained. A monitor has no weight and is not an axis of the hypervolume.
             * @default false
             */
            monitor: boolean;
        };
        /**
         * PairAttainment
         * @description Attainment surfaces of a group for two objectives.
         */
        PairAttainment: {
            /**
             * X
             * @description Objective of the first axis.
             */
            x: string;
            /**
             * Y
             * @description Objective of the second axis.
             */
            y: string;
            /**
             * Runs
             * @description Number of runs with points, of which the percentages are taken.
             */
            runs: number;
            /**
             * Surfaces
             * @description The 25, 50 and 75 % surfaces; empty without points.
             */
            surfaces: components["schemas"]["AttainmentSurface"][];
        };
        /**
         * PlannedCell
         * @description A cell that would be created.
         */
        PlannedCell: {
            /**
             * Index
             * @description Position in the sweep.
             */
            index: number;
            /**
             * Name
             * @description What differs from the other cells.
             */
            name: string;
            /**
             * Overrides
             * @description New values by dotted path of their field.
             */
            overrides: {
                [key: string]: unknown;
            };
            /**
             * Run Names
             * @description Names of its runs.
             */
            run_names: string[];
        };
        /**
         * PointSpread
         * @description The points that the runs of a group have at one step, each objective in its own unit.
         */
        PointSpread: {
            /**
             * N
             * @description Number of runs with a point at this step.
             */
            n: number;
            /**
             * Mean
             * @description Mean of each objective; null without values.
             */
            mean: {
                [key: string]: number | null;
            };
            /**
             * Standard Error
             * @description Standard error of each mean over the runs; null with fewer than 2 values.
             */
            standard_error: {
                [key: string]: number | null;
            };
        };
        /**
         * PointToEvaluate
         * @description A saved policy that a re-evaluation has not evaluated yet.
         */
        PointToEvaluate: {
            /**
             * Run Id
             * @description Run that saved the policy.
             */
            run_id: string;
            /**
             * Step
             * @description Step of the policy in that run.
             */
            step: number;
            /**
             * Position
             * @description Position among the policies of the re-evaluation, counted from 1.
             */
            position: number;
            /**
             * Kept
             * @description Whether the weights are still kept somewhere.
             */
            kept: boolean;
            /** @description Checkpoint with the weights; null for the model of the config, which has no checkpoint. */
            checkpoint: components["schemas"]["CheckpointPlace"] | null;
        };
        /**
         * PresetView
         * @description A preset, which is a config to start from.
         */
        PresetView: {
            /**
             * Id
             * @description Name of the preset in links.
             */
            id: string;
            /**
             * Group
             * @description Heading under which the preset is listed.
             */
            group: string;
            /**
             * Title
             * @description Title of the preset.
             */
            title: string;
            /**
             * Description
             * @description What it does and when to choose it.
             */
            description: string;
            /**
             * Config
             * @description The config, with the defaults filled in.
             */
            config: {
                [key: string]: unknown;
            };
        };
        /**
         * PresetsAnswer
         * @description All presets.
         */
        PresetsAnswer: {
            /**
             * Presets
             * @description The presets, in the order in which they are shown.
             */
            presets: components["schemas"]["PresetView"][];
        };
        /**
         * Problem
         * @description Why a request was refused or failed, and what to do instead.
         */
        Problem: {
            /**
             * Type
             * @description Kind of problem; `about:blank` means that the status says it.
             * @default about:blank
             */
            type: string;
            /**
             * Title
             * @description What was wrong.
             */
            title: string;
            /**
             * Status
             * @description HTTP status.
             */
            status: number;
            /**
             * Detail
             * @description Why it was wrong.
             */
            detail: string;
            /**
             * Instead
             * @description What to do instead.
             */
            instead: string;
            /**
             * Errors
             * @description The invalid fields; empty if the problem is not about single fields.
             */
            errors?: components["schemas"]["FieldError"][];
        };
        /**
         * Provenance
         * @description What produced the results of one attempt.
         */
        Provenance: {
            /**
             * Version
             * @description Version of Paretoscope.
             */
            version: string;
            /**
             * Commit
             * @description Commit of Paretoscope's checkout, with `+` at the end if it had local changes; null for an installed package.
             */
            commit?: string | null;
            /**
             * Python
             * @description Version of Python.
             */
            python: string;
            /**
             * Torch
             * @description Version of PyTorch.
             */
            torch: string;
            /**
             * Transformers
             * @description Version of transformers.
             */
            transformers: string;
            /**
             * Device
             * @description Name of the device that trained the policy.
             */
            device: string;
            /**
             * Gpus
             * @description Number of GPUs that trained together; 0 on a CPU.
             * @default 0
             */
            gpus: number;
            /**
             * Threads
             * @description Number of threads per process that PyTorch used on the CPU.
             */
            threads: number;
            /**
             * Hostname
             * @description Name of the machine.
             */
            hostname: string;
            /**
             * Config Hash
             * @description Hash of the config without name and seed. Runs with the same hash are replicates.
             */
            config_hash: string;
            /**
             * Data Fingerprint
             * @description Hash of the prompts and answers of all splits.
             */
            data_fingerprint: string;
        };
        /**
         * ProvenanceRecord
         * @description What produced the results of this attempt. A later record of the same attempt replaces it.
         */
        ProvenanceRecord: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "provenance";
            /** @description Code, libraries, machine and data. */
            provenance: components["schemas"]["Provenance"];
        };
        /**
         * QueryName
         * @description A name that a query may compare.
         */
        QueryName: {
            /**
             * Name
             * @description The name, such as `objective.accuracy`.
             */
            name: string;
            /**
             * Meaning
             * @description What it stands for, in one sentence.
             */
            meaning: string;
            /**
             * Operators
             * @description Operators by which it can be compared.
             */
            operators: string[];
            /**
             * Values
             * @description Values that runs have, where they are few; to be written in quotes if they are not single words.
             */
            values: string[];
        };
        /**
         * QueryNames
         * @description What queries may compare.
         */
        QueryNames: {
            /**
             * Names
             * @description The names, those of all runs first.
             */
            names: components["schemas"]["QueryName"][];
        };
        /**
         * Range
         * @description A field of the run config that is drawn at random, with its bounds.
         */
        Range: {
            /**
             * Field
             * @description Dotted path of the field, such as `optimizer.learning_rate`.
             */
            field: string;
            /**
             * Low
             * @description Smallest value that may be drawn.
             */
            low: number;
            /**
             * High
             * @description Largest value that may be drawn.
             */
            high: number;
            /**
             * Scale
             * @description Whether values are spread evenly over the numbers or over their logarithms.
             * @default linear
             * @enum {string}
             */
            scale: "linear" | "log";
            /**
             * Integer
             * @description Whether only whole numbers are drawn.
             * @default false
             */
            integer: boolean;
        };
        /**
         * RecordBatch
         * @description Records in the order in which they happened.
         */
        RecordBatch: {
            /**
             * Attempt
             * @description Number of the attempt that reports.
             * @default 1
             */
            attempt: number;
            /**
             * Reporter
             * @description Name of the process or thread that reports, unique within the run. It may be left out if there is only one.
             * @default
             */
            reporter: string;
            /**
             * Seq
             * @description Number of this batch within its attempt and reporter, starting at 1; numbers must grow and may leave gaps.
             */
            seq: number;
            /**
             * Records
             * @description The records, at most 5,000.
             */
            records: (components["schemas"]["MetricsRecord"] | components["schemas"]["EvaluationRecord"] | components["schemas"]["ReevaluationRecord"] | components["schemas"]["CompletionsRecord"] | components["schemas"]["EventRecord"] | components["schemas"]["CheckpointRecord"] | components["schemas"]["LogRecord"] | components["schemas"]["ProvenanceRecord"] | components["schemas"]["ResumeRecord"])[];
        };
        /**
         * RecordReceipt
         * @description The server's answer to a batch.
         */
        RecordReceipt: {
            /**
             * Accepted
             * @description False if this batch or a later one of the same reporter had arrived before; then nothing was changed.
             */
            accepted: boolean;
            /**
             * Attempt
             * @description Attempt number of the reporter's last accepted batch.
             */
            attempt: number;
            /**
             * Seq
             * @description Number of the reporter's last accepted batch.
             */
            seq: number;
            /**
             * Stop Requested
             * @description Whether somebody asked the run to stop. The program that trains it should end the training.
             * @default false
             */
            stop_requested: boolean;
        };
        /**
         * ReevaluatedPoint
         * @description One policy of a re-evaluation.
         */
        ReevaluatedPoint: {
            /**
             * Run Id
             * @description Run that saved the policy.
             */
            run_id: string;
            /**
             * Run Name
             * @description Name of that run; null if it was deleted.
             */
            run_name: string | null;
            /**
             * Step
             * @description Step of the policy in that run.
             */
            step: number;
            /**
             * Position
             * @description Position among the policies of the job, counted from 1. The job's own completions are listed under it.
             */
            position: number;
            /**
             * State
             * @description `done` if there is a result, `missing` if the weights are not kept any more, otherwise `waiting`.
             * @enum {string}
             */
            state: "done" | "waiting" | "missing";
            /**
             * Objectives
             * @description Value of each objective in its own unit; empty without a result.
             */
            objectives: {
                [key: string]: number | null;
            };
            /**
             * Standard Errors
             * @description Standard error of each value over prompts; empty without a result.
             */
            standard_errors: {
                [key: string]: number | null;
            };
            /**
             * Prompts
             * @description Number of prompts evaluated; null without a result.
             */
            prompts: number | null;
            /**
             * Samples
             * @description Completions sampled per prompt; null without a result.
             */
            samples: number | null;
        };
        /**
         * ReevaluationAnswer
         * @description The policies that a job evaluates, and its results so far.
         */
        ReevaluationAnswer: {
            /**
             * Split
             * @description Name under which the results are listed in the evaluations of the runs.
             */
            split: string;
            /**
             * Objectives
             * @description The objectives that are evaluated.
             */
            objectives: components["schemas"]["ObjectiveView"][];
            /**
             * Points
             * @description The policies, in the order in which they are evaluated.
             */
            points: components["schemas"]["ReevaluatedPoint"][];
            /**
             * Waiting
             * @description Policies without a result, and where their weights are.
             */
            waiting: components["schemas"]["PointToEvaluate"][];
        };
        /**
         * ReevaluationRecord
         * @description One policy of another run, evaluated by this run. It is stored as an evaluation of the other run.
         */
        ReevaluationRecord: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "reevaluation";
            /**
             * Run Id
             * @description Run that saved the policy; it must be among those that the config of this run names.
             */
            run_id: string;
            /**
             * Step
             * @description Step of the policy in that run.
             */
            step: number;
            /**
             * Objectives
             * @description Mean of each objective, in its own unit.
             */
            objectives: {
                [key: string]: number | null;
            };
            /**
             * Standard Errors
             * @description Standard error of each mean over prompts, in the objective's own unit.
             */
            standard_errors?: {
                [key: string]: number | null;
            };
            /**
             * Prompts
             * @description Number of prompts evaluated.
             */
            prompts: number;
            /**
             * Samples
             * @description Completions sampled per prompt.
             */
            samples: number;
        };
        /**
         * ReevaluationRequest
         * @description Saved policies to evaluate again. All of them must have the same model and objectives.
         */
        ReevaluationRequest: {
            /**
             * Runs
             * @description Runs of which `which` chooses the policies.
             */
            runs?: string[];
            /**
             * Sweeps
             * @description Sweeps, which stand for their runs.
             */
            sweeps?: string[];
            /**
             * Tags
             * @description Tags, which stand for the runs that have them and are not archived.
             */
            tags?: string[];
            /**
             * Which
             * @description Policies of these runs: the points of the validation `front`, the `best` validation point of each objective, the `last` one, or `all` that are kept. Points whose weights are not kept are left out; an event names them.
             * @default front
             * @enum {string}
             */
            which: "front" | "best" | "last" | "all";
            /**
             * Points
             * @description Policies that are named one by one; step 0 is the untrained policy.
             */
            points?: components["schemas"]["EvaluatedRun"][];
            /**
             * Split
             * @description Split of the task.
             * @default test
             * @enum {string}
             */
            split: "validation" | "test";
            /**
             * Task
             * @description Task to evaluate on. If left out, it is the task of the runs, which must then be the same for all.
             */
            task?: (components["schemas"]["ArithmeticTask"] | components["schemas"]["Math500Task"] | components["schemas"]["MathLightevalTask"] | components["schemas"]["Gsm8kTask"] | components["schemas"]["FileTask"] | components["schemas"]["HubTask"] | components["schemas"]["VerlTask"]) | null;
            /**
             * Samples
             * @description Completions sampled per prompt. If left out, as many as in the runs' own evaluations; 1 if they are greedy.
             */
            samples?: number | null;
            /**
             * Temperature
             * @description Sampling temperature; 0 is greedy. If left out, it is that of the runs' own evaluations.
             */
            temperature?: number | null;
            /**
             * Max Prompts
             * @description Largest number of prompts. If left out, as in the runs' own evaluations.
             */
            max_prompts?: number | null;
            /**
             * Max New Tokens
             * @description Longest completion in tokens. If left out, as in the runs.
             */
            max_new_tokens?: number | null;
            /**
             * Name
             * @description Name of the results, which are listed as `split@name`. If left out, it says what differs from the runs' own evaluations, such as `greedy`.
             */
            name?: string | null;
            /**
             * Title
             * @description Name of the job in tables of runs.
             * @default
             */
            title: string;
            /**
             * Priority
             * @description Jobs with a higher priority are claimed first.
             * @default 0
             */
            priority: number;
        };
        /**
         * ReportedValues
         * @description A point on the split that is reported, which is not the one that it was chosen on.
         */
        ReportedValues: {
            /**
             * Objectives
             * @description Value of each shared objective, in its own unit.
             */
            objectives: {
                [key: string]: number | null;
            };
            /**
             * Standard Errors
             * @description Standard error of each value over prompts; null where it is not known.
             */
            standard_errors: {
                [key: string]: number | null;
            };
        };
        /**
         * ResumeRecord
         * @description The run continues from a checkpoint, and everything reported for later steps is deleted.
         */
        ResumeRecord: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "resume";
            /**
             * Step
             * @description Step of the checkpoint; 0 means that the run starts over.
             */
            step: number;
        };
        /**
         * ResumeRun
         * @description How a run continues.
         */
        ResumeRun: {
            /**
             * Steps
             * @description New value of `budget.steps`, which needs a constant learning rate. If left out, it does not change.
             */
            steps?: number | null;
        };
        /**
         * Run
         * @description A run: its config, its state, and the numbers that tables show.
         */
        Run: {
            /**
             * Id
             * @description Id of the run, which is part of its URLs.
             */
            id: string;
            /**
             * Name
             * @description Name of the run in tables and charts.
             */
            name: string;
            /**
             * Status
             * @description `queued`, `running`, how the run ended, or `lost`: an external run of which nothing is heard for now.
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "stopped" | "failed" | "crashed" | "lost";
            /**
             * Stop Requested
             * @description Whether a person has asked the run to stop.
             */
            stop_requested: boolean;
            /**
             * Stage
             * @description What the run is doing, such as `loading policy`.
             */
            stage: string | null;
            /**
             * Step
             * @description Number of policy updates reported.
             */
            step: number;
            /**
             * Total Steps
             * @description Number of policy updates in the whole run.
             */
            total_steps: number;
            /**
             * Attempt
             * @description Number of attempts that have started; 0 before the first.
             */
            attempt: number;
            /**
             * External
             * @description Whether another program trains the run and only reports here.
             */
            external: boolean;
            /**
             * Parent Run Id
             * @description Run whose checkpoint this run starts from, if it is a fork.
             */
            parent_run_id: string | null;
            /**
             * Parent Step
             * @description Step of that checkpoint.
             */
            parent_step: number | null;
            /**
             * Sweep Id
             * @description Sweep that the run belongs to.
             */
            sweep_id: string | null;
            /**
             * Sweep Cell
             * @description Index of its cell in the sweep.
             */
            sweep_cell: number | null;
            /**
             * Priority
             * @description Runs with a higher priority are claimed first.
             */
            priority: number;
            /**
             * Queue Position
             * @description Position in the queue of a queued run, counted from 1; null if it is not queued or its sweep is paused.
             */
            queue_position?: number | null;
            /**
             * Config
             * @description The run config, with the defaults filled in; empty in a list that was asked for without configs.
             */
            config: {
                [key: string]: unknown;
            };
            /**
             * Config Hash
             * @description Equal for replicates, which are runs whose configs differ only in name and seed.
             */
            config_hash: string;
            /**
             * Notes
             * @description Notes about the run.
             */
            notes: string;
            /**
             * Tags
             * @description Tags of the run, in alphabetical order.
             */
            tags: string[];
            /**
             * Archived
             * @description Whether lists leave the run out.
             */
            archived: boolean;
            /** @description Why the run failed or crashed. */
            error: components["schemas"]["RunError"] | null;
            /**
             * Created At
             * Format: date-time
             * @description When the run was created.
             */
            created_at: string;
            /**
             * Started At
             * @description When its first attempt started.
             */
            started_at: string | null;
            /**
             * Finished At
             * @description When the run ended.
             */
            finished_at: string | null;
            /**
             * Updated At
             * Format: date-time
             * @description When the run last changed in any way.
             */
            updated_at: string;
            /**
             * Reported At
             * @description When its last records arrived; null before the first.
             */
            reported_at: string | null;
            /**
             * Method
             * @description How the reward weights move: the type of the weighting; or `interpolation` or `reevaluation`, which train nothing.
             */
            method: string;
            /**
             * Estimator
             * @description How rewards become advantages: the type of the algorithm.
             */
            estimator: string;
            /**
             * Preference
             * @description Reward weights that the run starts with.
             */
            preference: {
                [key: string]: number;
            };
            /**
             * Objectives
             * @description The objectives in the order of the config, with monitors last.
             */
            objectives: components["schemas"]["ObjectiveView"][];
            /** @description The last validation point; null before the first. */
            latest: components["schemas"]["LatestEvaluation"] | null;
            /**
             * Hypervolume History
             * @description Step and hypervolume of at most 60 validation points, including the first and the last.
             */
            hypervolume_history: [
                number,
                number
            ][];
            /**
             * Eta Seconds
             * @description Estimated seconds until the run ends, from the pace of this attempt; null if it is not known.
             */
            eta_seconds: number | null;
            /**
             * Duration Seconds
             * @description Seconds that the run has taken so far, or took in total; null before it started.
             */
            duration_seconds: number | null;
            /**
             * Worker Id
             * @description Worker that trains the run, or trained it last.
             */
            worker_id: string | null;
            /** @description Results of the run's checks of its own numbers. */
            checks: components["schemas"]["Checks"];
        };
        RunConfig: {
            [key: string]: unknown;
        };
        /**
         * RunDetail
         * @description A run with the end of its log.
         */
        RunDetail: {
            /**
             * Id
             * @description Id of the run, which is part of its URLs.
             */
            id: string;
            /**
             * Name
             * @description Name of the run in tables and charts.
             */
            name: string;
            /**
             * Status
             * @description `queued`, `running`, how the run ended, or `lost`: an external run of which nothing is heard for now.
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "stopped" | "failed" | "crashed" | "lost";
            /**
             * Stop Requested
             * @description Whether a person has asked the run to stop.
             */
            stop_requested: boolean;
            /**
             * Stage
             * @description What the run is doing, such as `loading policy`.
             */
            stage: string | null;
            /**
             * Step
             * @description Number of policy updates reported.
             */
            step: number;
            /**
             * Total Steps
             * @description Number of policy updates in the whole run.
             */
            total_steps: number;
            /**
             * Attempt
             * @description Number of attempts that have started; 0 before the first.
             */
            attempt: number;
            /**
             * External
             * @description Whether another program trains the run and only reports here.
             */
            external: boolean;
            /**
             * Parent Run Id
             * @description Run whose checkpoint this run starts from, if it is a fork.
             */
            parent_run_id: string | null;
            /**
             * Parent Step
             * @description Step of that checkpoint.
             */
            parent_step: number | null;
            /**
             * Sweep Id
             * @description Sweep that the run belongs to.
             */
            sweep_id: string | null;
            /**
             * Sweep Cell
             * @description Index of its cell in the sweep.
             */
            sweep_cell: number | null;
            /**
             * Priority
             * @description Runs with a higher priority are claimed first.
             */
            priority: number;
            /**
             * Queue Position
             * @description Position in the queue of a queued run, counted from 1; null if it is not queued or its sweep is paused.
             */
            queue_position?: number | null;
            /**
             * Config
             * @description The run config, with the defaults filled in; empty in a list that was asked for without configs.
             */
            config: {
                [key: string]: unknown;
            };
            /**
             * Config Hash
             * @description Equal for replicates, which are runs whose configs differ only in name and seed.
             */
            config_hash: string;
            /**
             * Notes
             * @description Notes about the run.
             */
            notes: string;
            /**
             * Tags
             * @description Tags of the run, in alphabetical order.
             */
            tags: string[];
            /**
             * Archived
             * @description Whether lists leave the run out.
             */
            archived: boolean;
            /** @description Why the run failed or crashed. */
            error: components["schemas"]["RunError"] | null;
            /**
             * Created At
             * Format: date-time
             * @description When the run was created.
             */
            created_at: string;
            /**
             * Started At
             * @description When its first attempt started.
             */
            started_at: string | null;
            /**
             * Finished At
             * @description When the run ended.
             */
            finished_at: string | null;
            /**
             * Updated At
             * Format: date-time
             * @description When the run last changed in any way.
             */
            updated_at: string;
            /**
             * Reported At
             * @description When its last records arrived; null before the first.
             */
            reported_at: string | null;
            /**
             * Method
             * @description How the reward weights move: the type of the weighting; or `interpolation` or `reevaluation`, which train nothing.
             */
            method: string;
            /**
             * Estimator
             * @description How rewards become advantages: the type of the algorithm.
             */
            estimator: string;
            /**
             * Preference
             * @description Reward weights that the run starts with.
             */
            preference: {
                [key: string]: number;
            };
            /**
             * Objectives
             * @description The objectives in the order of the config, with monitors last.
             */
            objectives: components["schemas"]["ObjectiveView"][];
            /** @description The last validation point; null before the first. */
            latest: components["schemas"]["LatestEvaluation"] | null;
            /**
             * Hypervolume History
             * @description Step and hypervolume of at most 60 validation points, including the first and the last.
             */
            hypervolume_history: [
                number,
                number
            ][];
            /**
             * Eta Seconds
             * @description Estimated seconds until the run ends, from the pace of this attempt; null if it is not known.
             */
            eta_seconds: number | null;
            /**
             * Duration Seconds
             * @description Seconds that the run has taken so far, or took in total; null before it started.
             */
            duration_seconds: number | null;
            /**
             * Worker Id
             * @description Worker that trains the run, or trained it last.
             */
            worker_id: string | null;
            /** @description Results of the run's checks of its own numbers. */
            checks: components["schemas"]["Checks"];
            /**
             * Log Tail
             * @description The last 64 kB of the training process's output.
             */
            log_tail: string;
        };
        /**
         * RunError
         * @description Why a run failed.
         */
        RunError: {
            /**
             * Type
             * @description Class of the exception, or `signal` if a signal killed the process.
             */
            type: string;
            /**
             * Message
             * @description What went wrong.
             */
            message: string;
            /**
             * Traceback
             * @description Python traceback, if there is one.
             * @default
             */
            traceback: string;
        };
        /**
         * RunFields
         * @description Fields that runs can be grouped by.
         */
        RunFields: {
            /**
             * Fields
             * @description Dotted paths of config fields of which the runs have several values, the method first; `preference` stands for the reward weights they start with, `tag` for their tags.
             */
            fields: string[];
        };
        /**
         * RunFront
         * @description The points of one run.
         */
        RunFront: {
            /**
             * Run Id
             * @description Id of the run.
             */
            run_id: string;
            /**
             * Name
             * @description Name of the run.
             */
            name: string;
            /**
             * Points
             * @description Points of the chosen split and steps, by ascending step.
             */
            points: components["schemas"]["FrontPoint"][];
            /**
             * Hypervolume
             * @description Hypervolume by ascending step.
             */
            hypervolume: components["schemas"]["HypervolumePoint"][];
            /** @description The last of these points; null if there are none. */
            final: components["schemas"]["FinalPoint"] | null;
        };
        /**
         * RunGroupsPage
         * @description One page of groups of runs.
         */
        RunGroupsPage: {
            /**
             * By
             * @description Fields that the runs are grouped by.
             */
            by: string[];
            /**
             * Groups
             * @description The groups, in the requested order.
             */
            groups: components["schemas"]["ListedGroup"][];
            /**
             * Objectives
             * @description Objectives of the runs on all pages.
             */
            objectives: components["schemas"]["ObjectiveView"][];
            /**
             * Total
             * @description Number of groups on all pages.
             */
            total: number;
            /**
             * Total Runs
             * @description Number of runs on all pages.
             */
            total_runs: number;
            /**
             * Next Cursor
             * @description Cursor of the next page; null on the last page.
             */
            next_cursor: string | null;
            /**
             * Hypervolumes Compare
             * @description Whether all hypervolumes have the same reference point and scale, so that `sort` may be `hypervolume`.
             */
            hypervolumes_compare: boolean;
        };
        /**
         * RunMetricView
         * @description A metric that a run has reported.
         */
        RunMetricView: {
            /**
             * Key
             * @description Metric key.
             */
            key: string;
            /**
             * Label
             * @description Name of a value; the key itself if the metric is unknown.
             */
            label: string;
            /**
             * Unit
             * @description Unit of its values; empty for a plain number or if it is not known.
             */
            unit: string;
            /**
             * Count
             * @description Number of points.
             */
            count: number;
            /**
             * Last Step
             * @description Last step with a point.
             */
            last_step: number;
            /**
             * Last
             * @description Value at the last step; null for a gap.
             */
            last: number | null;
        };
        /**
         * RunMetricsAnswer
         * @description The metrics that a run has reported.
         */
        RunMetricsAnswer: {
            /**
             * Metrics
             * @description The metrics, in alphabetical order of their keys.
             */
            metrics: components["schemas"]["RunMetricView"][];
        };
        /**
         * RunPage
         * @description One page of a list of runs.
         */
        RunPage: {
            /**
             * Runs
             * @description The runs, in the requested order.
             */
            runs: components["schemas"]["Run"][];
            /**
             * Total
             * @description Number of matching runs on all pages.
             */
            total: number;
            /**
             * Next Cursor
             * @description Cursor of the next page; null on the last page.
             */
            next_cursor: string | null;
            /**
             * Hypervolumes Compare
             * @description Whether the hypervolumes of all matching runs have the same reference point and scale, so that `sort` may be `hypervolume`.
             */
            hypervolumes_compare: boolean;
        };
        /**
         * RunValue
         * @description The value of one run.
         */
        RunValue: {
            /**
             * Run Id
             * @description Id of the run.
             */
            run_id: string;
            /**
             * Seed
             * @description Seed of the run.
             */
            seed: number;
            /**
             * Value
             * @description The value; null if the run has none.
             */
            value: number | null;
        };
        /**
         * SeriesAnswer
         * @description Metrics of a run.
         */
        SeriesAnswer: {
            /**
             * Series
             * @description The metrics, in the order of the request; a key without points has empty lists.
             */
            series: components["schemas"]["SeriesView"][];
        };
        /**
         * SeriesKey
         * @description A metric that a run has reported.
         */
        SeriesKey: {
            /**
             * Key
             * @description Metric key.
             */
            key: string;
            /**
             * Unit
             * @description Unit of its values.
             */
            unit: string;
            /**
             * Count
             * @description Number of points.
             */
            count: number;
            /**
             * Last
             * @description Value at the last step; null for a gap.
             */
            last: number | null;
            /**
             * Min
             * @description Smallest value; null if all values are gaps.
             */
            min: number | null;
            /**
             * Max
             * @description Largest value; null if all values are gaps.
             */
            max: number | null;
            /**
             * Last Step
             * @description Last step with a point.
             */
            last_step: number;
        };
        /**
         * SeriesKeys
         * @description Metrics that a run has reported.
         */
        SeriesKeys: {
            /**
             * Keys
             * @description The metrics, in alphabetical order of their keys.
             */
            keys: components["schemas"]["SeriesKey"][];
        };
        /**
         * SeriesView
         * @description A metric of a run, put into buckets if it has more points than requested.
         */
        SeriesView: {
            /**
             * Key
             * @description Metric key, `area/what[/part]`.
             */
            key: string;
            /**
             * Unit
             * @description Unit of the values; empty for a plain number.
             */
            unit: string;
            /**
             * Total
             * @description Number of stored points between the requested steps.
             */
            total: number;
            /**
             * Steps
             * @description Last step of each bucket, in ascending order. The first and the last point are always included.
             */
            steps: number[];
            /**
             * Min
             * @description Smallest value of each bucket; null for a gap.
             */
            min: (number | null)[];
            /**
             * Max
             * @description Largest value of each bucket; null for a gap.
             */
            max: (number | null)[];
            /**
             * Last
             * @description Last value of each bucket; null for a gap.
             */
            last: (number | null)[];
        };
        /**
         * SignIn
         * @description The access token of the server.
         */
        SignIn: {
            /**
             * Token
             * @description The server's token.
             */
            token: string;
        };
        /**
         * Steering
         * @description Reward weights that a person requested.
         */
        Steering: {
            /**
             * Id
             * @description Number of the request, which increases with every request for the run. A worker applies each request only once.
             */
            id: number;
            /**
             * Weights
             * @description One weight per objective.
             */
            weights: {
                [key: string]: number;
            };
        };
        /**
         * StepsToTarget
         * @description Steps until a run reached the target. Runs that never did are counted, but they are in no mean and no interval.
         */
        StepsToTarget: {
            /**
             * N
             * @description Number of runs with a value.
             */
            n: number;
            /**
             * Left Out
             * @description Number of runs without a defined value.
             */
            left_out: number;
            /**
             * Mean
             * @description Mean; null without values.
             */
            mean: number | null;
            /**
             * Standard Error
             * @description Standard error of the mean; null with fewer than 2 values.
             */
            standard_error: number | null;
            /**
             * Interval
             * @description 95 % interval of the mean; null with fewer than 3 values.
             */
            interval: [
                number,
                number
            ] | null;
            /**
             * Method
             * @description How the interval was computed: Student's t distribution, or BCa bootstrap from 8 values on.
             */
            method: ("t" | "bca") | null;
            /**
             * Values
             * @description The value of each run, in the order of `run_ids`.
             */
            values: components["schemas"]["RunValue"][];
            /**
             * Mark
             * @description `best` if the interval of the difference to the next best group excludes 0, `tied` if it may be the best.
             */
            mark?: ("best" | "tied") | null;
            /** @description Difference to the baseline group; null for the baseline group itself. */
            difference?: components["schemas"]["DifferenceView"] | null;
            /** @description Probability of improvement over the baseline group; null for the baseline group itself. */
            improvement?: components["schemas"]["ImprovementView"] | null;
            /**
             * Reached
             * @description Number of runs that reached the target.
             */
            reached: number;
            /**
             * Censored
             * @description Number of runs with points that have not reached it.
             */
            censored: number;
            /**
             * Median
             * @description Step by which half of the runs with points had reached it; null if fewer than half did.
             */
            median: number | null;
        };
        /**
         * Support
         * @description How far optimistic linear support has come.
         */
        Support: {
            /**
             * Tolerance
             * @description Gap at which it ends.
             */
            tolerance: number;
            /**
             * Done
             * @description Whether it tries no more preferences.
             */
            done: boolean;
            /**
             * Reason
             * @description Why it ended.
             */
            reason?: string | null;
            /**
             * Gap
             * @description Largest gap of the corners; null before each objective was tried alone.
             */
            gap?: number | null;
            /**
             * Corners
             * @description Corners of the upper envelope that were not tried, the largest gap first.
             */
            corners?: components["schemas"]["SupportCorner"][];
            /**
             * Values
             * @description What was found for the preferences that were tried.
             */
            values?: components["schemas"]["SupportValue"][];
        };
        /**
         * SupportCorner
         * @description A preference that may be tried next.
         */
        SupportCorner: {
            /**
             * Weights
             * @description The preference, one weight per objective.
             */
            weights: {
                [key: string]: number;
            };
            /**
             * Gap
             * @description How much it could improve at most, as a share of the range of the values found.
             */
            gap: number;
        };
        /**
         * SupportValue
         * @description What the runs of a preference have found.
         */
        SupportValue: {
            /**
             * Cell
             * @description Index of the cell.
             */
            cell: number;
            /**
             * Weights
             * @description The preference.
             */
            weights: {
                [key: string]: number;
            };
            /**
             * Values
             * @description Mean of each objective over the completed runs, from the reference point in units of the scale of the first run; larger is better.
             */
            values: {
                [key: string]: number;
            };
        };
        /**
         * Sweep
         * @description A sweep with its definition, its cells and the ids of its runs.
         */
        Sweep: {
            /**
             * Id
             * @description Id of the sweep, which is part of its URLs.
             */
            id: string;
            /**
             * Name
             * @description Name of the sweep in tables and charts.
             */
            name: string;
            /**
             * Notes
             * @description Notes about the sweep.
             */
            notes: string;
            /**
             * Mode
             * @description How its cells are made.
             * @enum {string}
             */
            mode: "grid" | "zip" | "list" | "random" | "ols";
            /**
             * Created At
             * Format: date-time
             * @description When the sweep was created.
             */
            created_at: string;
            /**
             * Axes
             * @description The fields that vary, with their values.
             */
            axes: components["schemas"]["Axis"][];
            /**
             * Seeds
             * @description Seeds of the runs of each cell.
             */
            seeds: number[];
            /**
             * Priority
             * @description Priority of its queued runs.
             */
            priority: number;
            /**
             * Paused
             * @description Whether its queued runs wait until it is continued.
             */
            paused: boolean;
            /**
             * Total Cells
             * @description Number of its cells.
             */
            total_cells: number;
            /**
             * Total Runs
             * @description Number of its runs, without those that were deleted.
             */
            total_runs: number;
            /**
             * Counts
             * @description Number of its runs by status; statuses without runs are left out.
             */
            counts: {
                [key: string]: number;
            };
            /**
             * Finished
             * @description Number of its runs that have ended.
             */
            finished: number;
            /**
             * Seconds Left
             * @description Estimated seconds until all its runs have ended, with the slots of the workers that are alive; null if it is not known.
             */
            seconds_left: number | null;
            /**
             * Complete
             * @description Whether all its runs have ended and no more will come.
             */
            complete: boolean;
            /** @description What was asked for, including what was added later. */
            definition: components["schemas"]["SweepDefinition"];
            /**
             * Base
             * @description The run config that all its runs start from.
             */
            base: {
                [key: string]: unknown;
            };
            /**
             * Runs
             * @description Ids of its runs, cell by cell in the order of the seeds.
             */
            runs: string[];
            /**
             * Cells
             * @description Its cells, in the order in which they are trained.
             */
            cells: components["schemas"]["SweepCell"][];
            /** @description Corners and gap of optimistic linear support; null in other modes, and before its first runs have ended. */
            support: components["schemas"]["Support"] | null;
        };
        /**
         * SweepCell
         * @description The replicates of one config of a sweep.
         */
        SweepCell: {
            /**
             * Index
             * @description Position in the sweep, counted from 0; runs are trained in this order.
             */
            index: number;
            /**
             * Name
             * @description What differs from the other cells, such as `gradient`.
             */
            name: string;
            /**
             * Overrides
             * @description New values by dotted path of their field.
             */
            overrides: {
                [key: string]: unknown;
            };
            /**
             * Run Ids
             * @description Ids of its runs, in the order of the seeds.
             */
            run_ids: string[];
            /**
             * Counts
             * @description Number of its runs by status; statuses without runs are left out.
             */
            counts: {
                [key: string]: number;
            };
            /**
             * Step
             * @description Number of policy updates of its runs together.
             */
            step: number;
            /**
             * Total Steps
             * @description The same once all of them are complete.
             */
            total_steps: number;
            /**
             * Error
             * @description Why the first of its failed or crashed runs ended; null if none did.
             */
            error: string | null;
        };
        /**
         * SweepChanges
         * @description Changes of a sweep that are possible at any time. Fields that are left out do not change.
         */
        SweepChanges: {
            /**
             * Name
             * @description Name of the sweep in tables and charts.
             */
            name?: string | null;
            /**
             * Notes
             * @description Notes about the sweep, as free text.
             */
            notes?: string | null;
            /**
             * Priority
             * @description Priority of its queued runs and of runs that are added later.
             */
            priority?: number | null;
            /**
             * Paused
             * @description Whether its queued runs wait until the sweep is continued; runs that are training go on.
             */
            paused?: boolean | null;
        };
        /**
         * SweepDefinition
         * @description What the runs of a sweep are: everything but its name and its place in the queue.
         */
        SweepDefinition: {
            /**
             * Base
             * @description The run config that all runs start from; its `name` is not used, because runs are named after what differs.
             */
            base: {
                [key: string]: unknown;
            };
            /**
             * Mode
             * @description How cells are made: `grid` combines all values of all axes, `zip` takes the axes in step, `list` takes the given cells, `random` draws them, and `ols` finds preferences by optimistic linear support while runs finish.
             * @default grid
             * @enum {string}
             */
            mode: "grid" | "zip" | "list" | "random" | "ols";
            /**
             * Axes
             * @description The fields that vary, with their values; `random` chooses one value of each for every draw.
             */
            axes?: components["schemas"]["Axis"][];
            /**
             * Ranges
             * @description For `random`: the fields that are drawn between bounds.
             */
            ranges?: components["schemas"]["Range"][];
            /**
             * Cells
             * @description For `list`: the cells, each with new values by dotted path.
             */
            cells?: {
                [key: string]: unknown;
            }[];
            /**
             * Draws
             * @description For `random`: number of cells to draw.
             */
            draws?: number | null;
            /**
             * Draw Seed
             * @description For `random`: seed of the draws; the same seed draws the same cells.
             * @default 0
             */
            draw_seed: number;
            /** @description For `ols`: when it ends and what it measures; if left out, with the defaults. */
            linear_support?: components["schemas"]["LinearSupport"] | null;
            /**
             * Seeds
             * @description Seeds of the runs of each cell; if left out, the seed of the base alone.
             */
            seeds?: number[] | null;
            /**
             * Tags
             * @description Tags of all its runs, including those that are added later.
             */
            tags?: string[];
        };
        /**
         * SweepExtension
         * @description What is added to a sweep. Its cells and runs so far stay as they are.
         */
        SweepExtension: {
            /**
             * Seeds
             * @description More seeds for all cells.
             */
            seeds?: number[];
            /**
             * Axes
             * @description More values of axes that the sweep has; in mode zip, equally many for all axes.
             */
            axes?: components["schemas"]["Axis"][];
            /**
             * Cells
             * @description More cells of a list.
             */
            cells?: {
                [key: string]: unknown;
            }[];
            /**
             * Draws
             * @description Number of further draws of a random sweep.
             * @default 0
             */
            draws: number;
        };
        /**
         * SweepPlan
         * @description What a sweep would create.
         */
        SweepPlan: {
            /**
             * Cells
             * @description The cells, in the order in which they would be trained.
             */
            cells: components["schemas"]["PlannedCell"][];
            /**
             * Total Runs
             * @description Number of runs.
             */
            total_runs: number;
            /**
             * Estimated Seconds
             * @description Estimated seconds for all runs, from runs like these and with the slots of the workers that are alive; null without such runs.
             */
            estimated_seconds: number | null;
            /**
             * Estimated Tokens
             * @description Estimated number of completion tokens of all runs; null without runs like these.
             */
            estimated_tokens: number | null;
            /**
             * Compared Runs
             * @description Number of runs like these that the estimates are made from.
             */
            compared_runs: number;
        };
        /**
         * SweepRequest
         * @description A sweep to create.
         */
        SweepRequest: {
            /**
             * Base
             * @description The run config that all runs start from; its `name` is not used, because runs are named after what differs.
             */
            base: {
                [key: string]: unknown;
            };
            /**
             * Mode
             * @description How cells are made: `grid` combines all values of all axes, `zip` takes the axes in step, `list` takes the given cells, `random` draws them, and `ols` finds preferences by optimistic linear support while runs finish.
             * @default grid
             * @enum {string}
             */
            mode: "grid" | "zip" | "list" | "random" | "ols";
            /**
             * Axes
             * @description The fields that vary, with their values; `random` chooses one value of each for every draw.
             */
            axes?: components["schemas"]["Axis"][];
            /**
             * Ranges
             * @description For `random`: the fields that are drawn between bounds.
             */
            ranges?: components["schemas"]["Range"][];
            /**
             * Cells
             * @description For `list`: the cells, each with new values by dotted path.
             */
            cells?: {
                [key: string]: unknown;
            }[];
            /**
             * Draws
             * @description For `random`: number of cells to draw.
             */
            draws?: number | null;
            /**
             * Draw Seed
             * @description For `random`: seed of the draws; the same seed draws the same cells.
             * @default 0
             */
            draw_seed: number;
            /** @description For `ols`: when it ends and what it measures; if left out, with the defaults. */
            linear_support?: components["schemas"]["LinearSupport"] | null;
            /**
             * Seeds
             * @description Seeds of the runs of each cell; if left out, the seed of the base alone.
             */
            seeds?: number[] | null;
            /**
             * Tags
             * @description Tags of all its runs, including those that are added later.
             */
            tags?: string[];
            /**
             * Name
             * @description Name of the sweep in tables and charts.
             */
            name: string;
            /**
             * Notes
             * @description Notes about the sweep, as free text.
             * @default
             */
            notes: string;
            /**
             * Priority
             * @description Runs with a higher priority are claimed first.
             * @default 0
             */
            priority: number;
        };
        /**
         * SweepSummary
         * @description A sweep, as lists show it.
         */
        SweepSummary: {
            /**
             * Id
             * @description Id of the sweep, which is part of its URLs.
             */
            id: string;
            /**
             * Name
             * @description Name of the sweep in tables and charts.
             */
            name: string;
            /**
             * Notes
             * @description Notes about the sweep.
             */
            notes: string;
            /**
             * Mode
             * @description How its cells are made.
             * @enum {string}
             */
            mode: "grid" | "zip" | "list" | "random" | "ols";
            /**
             * Created At
             * Format: date-time
             * @description When the sweep was created.
             */
            created_at: string;
            /**
             * Axes
             * @description The fields that vary, with their values.
             */
            axes: components["schemas"]["Axis"][];
            /**
             * Seeds
             * @description Seeds of the runs of each cell.
             */
            seeds: number[];
            /**
             * Priority
             * @description Priority of its queued runs.
             */
            priority: number;
            /**
             * Paused
             * @description Whether its queued runs wait until it is continued.
             */
            paused: boolean;
            /**
             * Total Cells
             * @description Number of its cells.
             */
            total_cells: number;
            /**
             * Total Runs
             * @description Number of its runs, without those that were deleted.
             */
            total_runs: number;
            /**
             * Counts
             * @description Number of its runs by status; statuses without runs are left out.
             */
            counts: {
                [key: string]: number;
            };
            /**
             * Finished
             * @description Number of its runs that have ended.
             */
            finished: number;
            /**
             * Seconds Left
             * @description Estimated seconds until all its runs have ended, with the slots of the workers that are alive; null if it is not known.
             */
            seconds_left: number | null;
            /**
             * Complete
             * @description Whether all its runs have ended and no more will come.
             */
            complete: boolean;
        };
        /**
         * SweepsAnswer
         * @description All sweeps.
         */
        SweepsAnswer: {
            /**
             * Sweeps
             * @description The sweeps, the newest first.
             */
            sweeps: components["schemas"]["SweepSummary"][];
        };
        /**
         * TagCount
         * @description A tag, and how many runs have it.
         */
        TagCount: {
            /**
             * Name
             * @description The tag.
             */
            name: string;
            /**
             * Count
             * @description Number of runs that have it and are not archived.
             */
            count: number;
        };
        /**
         * TagRuns
         * @description Tags to add to several runs, and tags to remove from them.
         */
        TagRuns: {
            /**
             * Runs
             * @description Ids of the runs.
             */
            runs: string[];
            /**
             * Add
             * @description Tags to add. Runs that have them already keep them.
             */
            add?: string[];
            /**
             * Remove
             * @description Tags to remove. Runs that do not have them stay without them.
             */
            remove?: string[];
        };
        /**
         * TagsAnswer
         * @description The tags that runs have.
         */
        TagsAnswer: {
            /**
             * Tags
             * @description The tags, those of most runs first; at most 1,000.
             */
            tags: components["schemas"]["TagCount"][];
        };
        /**
         * UnionFront
         * @description The front of all runs together.
         */
        UnionFront: {
            /**
             * Points
             * @description Points that no point of any run dominates.
             */
            points: components["schemas"]["BestPoint"][];
            /**
             * Hypervolume
             * @description Its hypervolume.
             */
            hypervolume: number;
            /**
             * Exclusive
             * @description For each run, the hypervolume that only this run dominates.
             */
            exclusive: {
                [key: string]: number;
            };
            /**
             * Expected Utility
             * @description Expected utility of the union front; null without points.
             */
            expected_utility: number | null;
        };
        /**
         * VerlTask
         * @description Parquet data prepared for verl, used unchanged: chat messages under `prompt` and the right answer under `reward_model.ground_truth`. Every other column is passed to the objectives.
         */
        VerlTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "verl";
            /**
             * Path
             * @description A parquet file, or a folder with `train.parquet` and optional `val.parquet` and `test.parquet`, inside the operator's data roots.
             */
            path: string;
            /**
             * Max Prompt Tokens
             * @description Prompts with more tokens than this are left out; an event of the run says how many.
             * @default 2048
             */
            max_prompt_tokens: number;
            /**
             * Validation Fraction
             * @description Share of the training problems that becomes the validation split if the data have none. Equal prompts stay in the same split.
             * @default 0.1
             */
            validation_fraction: number;
            /**
             * Test Fraction
             * @description The same for the test split.
             * @default 0.1
             */
            test_fraction: number;
            /**
             * Split Seed
             * @description Seed for choosing these problems. It does not depend on the run's seed, so runs with different seeds are evaluated on the same problems.
             * @default 0
             */
            split_seed: number;
        };
        /**
         * WorkerHeartbeat
         * @description Sent regularly by a worker, whether it trains or not.
         */
        WorkerHeartbeat: {
            /**
             * Problem
             * @description Why the worker takes no runs for now, in a sentence; null if it takes runs.
             */
            problem?: string | null;
        };
        /**
         * WorkerRegistration
         * @description Sent by a worker when it starts.
         */
        WorkerRegistration: {
            /**
             * Id
             * @description Id of the worker process, new at every start.
             */
            id: string;
            /**
             * Hostname
             * @description Name of the machine it runs on.
             */
            hostname: string;
            /**
             * Pid
             * @description Its process id.
             */
            pid: number;
            /**
             * Slots
             * @description Number of runs it trains at once.
             */
            slots: number;
            /**
             * Devices
             * @description Names of its GPUs; empty if it has none.
             */
            devices?: string[];
            /**
             * Storage
             * @description Id of the disk on which it keeps checkpoints, the same for all workers that share the disk.
             * @default
             */
            storage: string;
        };
        /**
         * WorkerView
         * @description A worker process.
         */
        WorkerView: {
            /**
             * Id
             * @description Id of the worker process, new at every start.
             */
            id: string;
            /**
             * Hostname
             * @description Name of the machine it runs on.
             */
            hostname: string;
            /**
             * Pid
             * @description Its process id.
             */
            pid: number;
            /**
             * Slots
             * @description Number of runs it trains at once.
             */
            slots: number;
            /**
             * Devices
             * @description Names of its GPUs.
             */
            devices: string[];
            /**
             * Registered At
             * Format: date-time
             * @description When it registered.
             */
            registered_at: string;
            /**
             * Seen At
             * Format: date-time
             * @description When it last sent a heartbeat.
             */
            seen_at: string;
            /**
             * Alive
             * @description Whether it has sent a heartbeat within the time of a lease.
             */
            alive: boolean;
            /**
             * Problem
             * @description Why it takes no runs for now, in a sentence; null if it takes runs.
             */
            problem: string | null;
            /**
             * Run Ids
             * @description Ids of the runs that it trains.
             */
            run_ids: string[];
        };
        /**
         * WorkersAnswer
         * @description The workers that the server knows.
         */
        WorkersAnswer: {
            /**
             * Workers
             * @description The workers, the one with the latest heartbeat first.
             */
            workers: components["schemas"]["WorkerView"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_runs_api_runs_get: {
        parameters: {
            query?: {
                /** @description Sort key; with a minus sign, the largest value comes first. */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "name" | "-name" | "status" | "-status" | "method" | "-method" | "step" | "-step" | "hypervolume" | "-hypervolume" | "queue_position" | "-queue_position";
                /** @description Runs per page. */
                limit?: number;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Whether the runs carry their configs; a third of the answer is left without them. */
                config?: boolean;
                /** @description Status of the runs; may be repeated. If left out, all runs are listed. */
                status?: ("queued" | "running" | "completed" | "stopped" | "failed" | "crashed" | "lost")[] | null;
                /** @description Id of a sweep; if left out, runs of all sweeps and of none. */
                sweep?: string | null;
                /** @description Text in name, notes, method or id; case does not matter. */
                search?: string;
                /** @description Id of a run; only its forks are listed. */
                parent?: string | null;
                /** @description Id of a run; may be repeated. Only these runs are listed. */
                run?: string[] | null;
                /** @description A tag; may be repeated. Only runs that have all of these tags are listed. */
                tag?: string[] | null;
                /** @description A query that the runs match, such as `objective.accuracy > 0.8 and not tag = draft`. `GET /api/query-names` lists what it may compare. */
                q?: string;
                /** @description Whether archived runs are listed: `true` for these alone, `any` for all runs. If left out, `any` for runs that are named by `run`, else `false`. */
                archived?: ("false" | "true" | "any") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_run_api_runs_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRun"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_fork_api_runs__run_id__fork_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForkRun"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_run_api_runs__run_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_run_by_id_api_runs__run_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_run_api_runs__run_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRun"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stop_api_runs__run_id__stop_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_resume_api_runs__run_id__resume_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResumeRun"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_retry_api_runs__run_id__retry_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tags_api_tags_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_tags_api_runs_tags_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagRuns"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedRuns"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_archive_api_runs_archive_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArchiveRuns"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedRuns"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stop_runs_api_runs_stop_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ManyRuns"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedRuns"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_retry_runs_api_runs_retry_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ManyRuns"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedRuns"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_delete_runs_api_runs_delete_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ManyRuns"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedRuns"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_run_groups_api_run_groups_get: {
        parameters: {
            query: {
                /** @description `sweep`, `preference`, `tag` or a field of the run config such as `weighting.type`; may be repeated. `tag` groups runs with the same tags. `replicates` alone groups runs that differ only in name and seed. */
                by: string[];
                /** @description Sort key; with a minus sign, the largest value comes first. */
                sort?: "created_at" | "-created_at" | "name" | "-name" | "hypervolume" | "-hypervolume";
                /** @description Groups per page. */
                limit?: number;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Status of the runs; may be repeated. If left out, all runs are listed. */
                status?: ("queued" | "running" | "completed" | "stopped" | "failed" | "crashed" | "lost")[] | null;
                /** @description Id of a sweep; if left out, runs of all sweeps and of none. */
                sweep?: string | null;
                /** @description Text in name, notes, method or id; case does not matter. */
                search?: string;
                /** @description Id of a run; only its forks are listed. */
                parent?: string | null;
                /** @description Id of a run; may be repeated. Only these runs are listed. */
                run?: string[] | null;
                /** @description A tag; may be repeated. Only runs that have all of these tags are listed. */
                tag?: string[] | null;
                /** @description A query that the runs match, such as `objective.accuracy > 0.8 and not tag = draft`. `GET /api/query-names` lists what it may compare. */
                q?: string;
                /** @description Whether archived runs are listed: `true` for these alone, `any` for all runs. If left out, `any` for runs that are named by `run`, else `false`. */
                archived?: ("false" | "true" | "any") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunGroupsPage"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_run_fields_api_run_fields_get: {
        parameters: {
            query?: {
                /** @description Status of the runs; may be repeated. If left out, all runs are listed. */
                status?: ("queued" | "running" | "completed" | "stopped" | "failed" | "crashed" | "lost")[] | null;
                /** @description Id of a sweep; if left out, runs of all sweeps and of none. */
                sweep?: string | null;
                /** @description Text in name, notes, method or id; case does not matter. */
                search?: string;
                /** @description Id of a run; only its forks are listed. */
                parent?: string | null;
                /** @description Id of a run; may be repeated. Only these runs are listed. */
                run?: string[] | null;
                /** @description A tag; may be repeated. Only runs that have all of these tags are listed. */
                tag?: string[] | null;
                /** @description A query that the runs match, such as `objective.accuracy > 0.8 and not tag = draft`. `GET /api/query-names` lists what it may compare. */
                q?: string;
                /** @description Whether archived runs are listed: `true` for these alone, `any` for all runs. If left out, `any` for runs that are named by `run`, else `false`. */
                archived?: ("false" | "true" | "any") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunFields"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_query_names_api_query_names_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryNames"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sweeps_api_sweeps_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SweepsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_sweep_api_sweeps_post: {
        parameters: {
            query?: {
                /** @description Whether to only check the sweep and say what it would create. */
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SweepRequest"];
            };
        };
        responses: {
            /** @description What would be created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SweepPlan"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sweep_api_sweeps__sweep_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the sweep. */
                sweep_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sweep_by_id_api_sweeps__sweep_id__delete: {
        parameters: {
            query?: {
                /** @description Whether to delete its runs too; else they go on without it. */
                runs?: boolean;
            };
            header?: never;
            path: {
                /** @description Id of the sweep. */
                sweep_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_sweep_api_sweeps__sweep_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the sweep. */
                sweep_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SweepChanges"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_extend_api_sweeps__sweep_id__extend_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the sweep. */
                sweep_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SweepExtension"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_stop_sweep_api_sweeps__sweep_id__stop_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the sweep. */
                sweep_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_retry_sweep_api_sweeps__sweep_id__retry_post: {
        parameters: {
            query?: {
                /** @description Index of a cell; only its runs are retried. If left out, all. */
                cell?: number | null;
            };
            header?: never;
            path: {
                /** @description Id of the sweep. */
                sweep_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_series_api_runs__run_id__series_get: {
        parameters: {
            query: {
                /** @description Metric key; may be repeated. */
                key: string[];
                /** @description Largest number of points or buckets per metric. */
                points?: number;
                from_step?: number | null;
                to_step?: number | null;
            };
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_series_keys_api_runs__run_id__series_keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesKeys"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_run_metrics_api_runs__run_id__metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunMetricsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_evaluations_api_runs__run_id__evaluations_get: {
        parameters: {
            query?: {
                /** @description Only this split, or these results of a re-evaluation, such as `test@math500`. */
                split?: string | null;
            };
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_completions_api_runs__run_id__completions_get: {
        parameters: {
            query?: {
                /** @description Split of the evaluation. */
                split?: "validation" | "test";
                /** @description Step of the evaluation; if left out, the last one. */
                step?: number | null;
                /** @description Completions per page. */
                limit?: number;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
            };
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompletionsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_reevaluation_api_reevaluations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReevaluationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reevaluation_api_reevaluations__run_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReevaluationAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_events_api_runs__run_id__events_get: {
        parameters: {
            query?: {
                /** @description Only events with a greater id. */
                after?: number;
                /** @description Largest number of events; the newest are returned. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_checkpoints_api_runs__run_id__checkpoints_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckpointsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_attempts_api_runs__run_id__attempts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_records_api_runs__run_id__records_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordBatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordReceipt"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_claim_api_runs__run_id__claim_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_heartbeat_api_runs__run_id__heartbeat_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Heartbeat"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instruction"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_finish_api_runs__run_id__finish_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Finish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_weights_api_runs__run_id__weights_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeWeights"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_run_stream_api_runs__run_id__stream_get: {
        parameters: {
            query?: {
                /** @description The same, for clients that cannot set headers. */
                last_event_id?: string | null;
            };
            header?: {
                /** @description `id` of the last event seen; browsers send it by themselves. */
                "Last-Event-ID"?: string | null;
            };
            path: {
                /** @description Id of the run. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: `run`, `metrics`, `evaluation`, `event`, `completions`, `reset`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stream_api_stream_get: {
        parameters: {
            query?: {
                /** @description The same, for clients that cannot set headers. */
                last_event_id?: string | null;
            };
            header?: {
                /** @description `id` of the last event seen; browsers send it by themselves. */
                "Last-Event-ID"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: `run` with a whole run, `removed` with the id of a deleted run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_figures_api_figures_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FigureList"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_figure_api_figures__name__get: {
        parameters: {
            query?: {
                /** @description Colours. */
                theme?: "light" | "dark";
                /** @description Largest number of points per trace. */
                points?: number;
                /** @description Field of the run config to group by, such as `weighting.type`, or `preference` or `tag`; may be repeated. `tag` groups runs with the same tags, `replicates` those that differ only in name and seed. */
                by?: string[];
                /** @description Id or label of the group to compare with; if left out, the first one. */
                baseline?: string | null;
                /** @description Field of whose values each has a colour; if left out, each group has its own. */
                color_by?: string | null;
                /** @description Id of a run; may be repeated. */
                run?: string[] | null;
                /** @description Id of a sweep, which stands for its runs; may be repeated. */
                sweep?: string[] | null;
                /** @description A tag, which stands for the runs that have it and are not archived; may be repeated. */
                tag?: string[] | null;
                /** @description A query, which stands for the runs that match it and are not archived, such as `method = gradient and tag = paper`. */
                q?: string;
                /** @description Split of the points, or a re-evaluation of them, such as `test@math500`. */
                split?: string;
                /** @description Split on which the same points are reported besides; `split` still chooses them. */
                report?: string | null;
                /** @description `all`, `last` for the last point of each run, or first and last step such as `10:100`, of which either may be left out. */
                steps?: string;
                /** @description Reference of an objective, such as `accuracy:0.4`; may be repeated. Or all of them as a JSON object. If left out, it is the worst reference of the runs. */
                reference_point?: string[] | null;
                /** @description Scale of an objective, such as `tokens:30`; may be repeated. Or all as one JSON object. If left out, it is the largest scale of the runs. */
                scale?: string[] | null;
            };
            header?: never;
            path: {
                /** @description Name of the figure. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Figure"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_fronts_api_fronts_get: {
        parameters: {
            query?: {
                /** @description Field of the run config to group by, such as `weighting.type`, or `preference` or `tag`; may be repeated. `tag` groups runs with the same tags, `replicates` those that differ only in name and seed. */
                by?: string[];
                /** @description Id or label of a group, given twice: where the first attains points more often than the second. Two groups need no such choice. */
                difference?: string[];
                /** @description Id of a run; may be repeated. */
                run?: string[] | null;
                /** @description Id of a sweep, which stands for its runs; may be repeated. */
                sweep?: string[] | null;
                /** @description A tag, which stands for the runs that have it and are not archived; may be repeated. */
                tag?: string[] | null;
                /** @description A query, which stands for the runs that match it and are not archived, such as `method = gradient and tag = paper`. */
                q?: string;
                /** @description Split of the points, or a re-evaluation of them, such as `test@math500`. */
                split?: string;
                /** @description Split on which the same points are reported besides; `split` still chooses them. */
                report?: string | null;
                /** @description `all`, `last` for the last point of each run, or first and last step such as `10:100`, of which either may be left out. */
                steps?: string;
                /** @description Reference of an objective, such as `accuracy:0.4`; may be repeated. Or all of them as a JSON object. If left out, it is the worst reference of the runs. */
                reference_point?: string[] | null;
                /** @description Scale of an objective, such as `tokens:30`; may be repeated. Or all as one JSON object. If left out, it is the largest scale of the runs. */
                scale?: string[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrontsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_groups_api_groups_get: {
        parameters: {
            query?: {
                /** @description Field of the run config to group by, such as `weighting.type`, or `preference` or `tag`; may be repeated. `tag` groups runs with the same tags, `replicates` those that differ only in name and seed. */
                by?: string[];
                /** @description Id or label of the group to compare with; if left out, the first one. */
                baseline?: string | null;
                /** @description Value to reach for an objective, such as `accuracy:0.8`; repeated for each, or all as a JSON object. If left out, the mean final point of the baseline group. */
                target?: string[] | null;
                /** @description Id of a run; may be repeated. */
                run?: string[] | null;
                /** @description Id of a sweep, which stands for its runs; may be repeated. */
                sweep?: string[] | null;
                /** @description A tag, which stands for the runs that have it and are not archived; may be repeated. */
                tag?: string[] | null;
                /** @description A query, which stands for the runs that match it and are not archived, such as `method = gradient and tag = paper`. */
                q?: string;
                /** @description Split of the points, or a re-evaluation of them, such as `test@math500`. */
                split?: string;
                /** @description Split on which the same points are reported besides; `split` still chooses them. */
                report?: string | null;
                /** @description `all`, `last` for the last point of each run, or first and last step such as `10:100`, of which either may be left out. */
                steps?: string;
                /** @description Reference of an objective, such as `accuracy:0.4`; may be repeated. Or all of them as a JSON object. If left out, it is the worst reference of the runs. */
                reference_point?: string[] | null;
                /** @description Scale of an objective, such as `tokens:30`; may be repeated. Or all as one JSON object. If left out, it is the largest scale of the runs. */
                scale?: string[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_run_config_schema_api_schema_run_config_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_presets_api_presets_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_validate_api_run_configs_validate_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigToCheck"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedConfig"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_metrics_api_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_methods_api_methods_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MethodsAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_workers_api_workers_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkersAnswer"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_worker_api_workers_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkerRegistration"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkerView"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_worker_heartbeat_api_workers__worker_id__heartbeat_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the worker. */
                worker_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WorkerHeartbeat"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkerView"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_deleted_runs_api_workers_deleted_runs_get: {
        parameters: {
            query: {
                /** @description Ids of runs; may be repeated. */
                run: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedRuns"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_next_run_api_workers__worker_id__next_run_get: {
        parameters: {
            query?: {
                /** @description Id of a run that the worker leaves to others; may be repeated. */
                left?: string[] | null;
            };
            header?: never;
            path: {
                /** @description Id of the worker. */
                worker_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NextRun"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_health_api_health_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session_api_session_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_session_api_session_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
