"""Quality assurance of live interactions: what comes in, how it is sampled and read, how it is scored and answered."""
